package bylaw.controls.apr_002_test

import data.bylaw.controls.apr_002

_good := {"subject": {"kind": "approval", "name": "deploy"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "approval": {"id": "deploy", "action": "deploy", "subject_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "requested_by": "req", "author": "dev", "expires_at": "2027-01-01T00:00:00Z", "approvers": [{"person": "r.ortiz", "role": "model-owner", "at": "2026-11-20T00:00:00Z", "signature_verified": true}, {"person": "h.cho", "role": "risk-or-compliance", "at": "2026-11-21T00:00:00Z", "signature_verified": true}], "gate_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "gate_summary": {"pass": 40, "fail": 0, "waived": 1, "unknown": 0}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}]}}

test_what_keeps_the_rule_passes if {
	apr_002.applies with input as _good
	count(apr_002.findings) == 0 with input as _good
}

test_another_digest_is_found if {
	apr_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/subject_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	apr_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "one of [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]", "fields": ["approval.subject_digest", "model.digest"], "message": "approval deploy is for another model"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/subject_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_a_digest_with_the_name_of_its_method_is_the_same if {
	apr_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/subject_digest", "value": "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}])
	count(apr_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/approval/subject_digest", "value": "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}])
}

test_an_approval_in_a_test_environment_is_for_its_artefact_too if {
	apr_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/environment", "value": "test"}, {"op": "replace", "path": "/approval/subject_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	apr_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "one of [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]", "fields": ["approval.subject_digest", "model.digest"], "message": "approval deploy is for another model"}} with input as json.patch(_good, [{"op": "replace", "path": "/context/environment", "value": "test"}, {"op": "replace", "path": "/approval/subject_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_without_approval_subject_digest_the_rule_applies_and_asks_for_it if {
	apr_002.applies with input as json.remove(_good, ["approval/subject_digest"])
	"approval.subject_digest" in apr_002.required with input as json.remove(_good, ["approval/subject_digest"])
}

test_without_a_model_there_is_nothing_to_compare if {
	apr_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
	"all.model" in apr_002.required with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
}

test_what_is_there_is_not_asked_for if apr_002.required == {"approval.subject_digest"} with input as _good

test_an_approval_of_something_else_is_not_concerned if not apr_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/action", "value": "classify"}])

test_nothing_to_approve_asks_for_nothing_in_test if not apr_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}, {"op": "replace", "path": "/context/environment", "value": "test"}])

test_nothing_to_approve_asks_for_nothing_at_minimal_risk if not apr_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}, {"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])

test_where_none_is_declared_the_rule_applies if apr_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}])
