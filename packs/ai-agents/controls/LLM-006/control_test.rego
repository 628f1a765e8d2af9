package bylaw.controls.llm_006_test

import data.bylaw.controls.llm_006

_good := {"subject": {"kind": "system", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "uses_retrieval": true}, "all": {"dataset": [{"id": "applicants", "roles": ["rag"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rag": {"source_acl_kept": true}}], "request": [{"id": "r", "retrieval": [{"source_id": "kb", "allow_listed": true, "acl_checked": true}]}]}}

test_what_keeps_the_rule_passes if {
	llm_006.applies with input as _good
	count(llm_006.findings) == 0 with input as _good
}

test_an_index_without_rights_is_found if {
	llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/rag/source_acl_kept", "value": false}])
	llm_006.findings == {{"actual": "false", "expected": "source_acl_kept: true", "fields": ["dataset.rag.source_acl_kept"], "message": "system support: the index over applicants does not keep the access rights of its source"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/rag/source_acl_kept", "value": false}])
}

test_an_index_that_does_not_say_is_found if {
	llm_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/dataset/0/rag"}])
	llm_006.findings == {{"actual": "nothing", "expected": "source_acl_kept: true", "fields": ["dataset.rag.source_acl_kept"], "message": "system support: the index over applicants does not keep the access rights of its source"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/dataset/0/rag"}])
}

test_an_index_known_by_its_facts_counts if {
	llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/roles", "value": []}, {"op": "replace", "path": "/all/dataset/0/rag/source_acl_kept", "value": false}])
	llm_006.findings == {{"actual": "false", "expected": "source_acl_kept: true", "fields": ["dataset.rag.source_acl_kept"], "message": "system support: the index over applicants does not keep the access rights of its source"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/roles", "value": []}, {"op": "replace", "path": "/all/dataset/0/rag/source_acl_kept", "value": false}])
}

test_other_data_is_no_index if {
	llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset", "value": [{"id": "applicants", "roles": ["rag"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rag": {"source_acl_kept": true}}, {"id": "x", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}])
	count(llm_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset", "value": [{"id": "applicants", "roles": ["rag"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rag": {"source_acl_kept": true}}, {"id": "x", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}])
}

test_a_source_that_is_not_listed_is_found if {
	llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/retrieval/0/allow_listed", "value": false}])
	llm_006.findings == {{"actual": "false", "expected": "allow_listed", "fields": ["request.retrieval"], "message": "system support: request r retrieved kb, which is no listed source"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/retrieval/0/allow_listed", "value": false}])
}

test_rights_that_nobody_checked_are_found if {
	llm_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/request/0/retrieval/0/acl_checked"}])
	llm_006.findings == {{"actual": "nothing", "expected": "acl_checked", "fields": ["request.retrieval"], "message": "system support: request r retrieved kb, and nobody checked the caller’s rights"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/request/0/retrieval/0/acl_checked"}])
}

test_without_a_source_its_rights_are_asked_for if {
	llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
	"dataset.rag.source_acl_kept" in llm_006.required with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
}

test_what_is_there_is_not_asked_for if count(llm_006.required) == 0 with input as _good

test_a_system_that_retrieves_nothing_is_not_concerned if not llm_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/uses_retrieval", "value": false}])
