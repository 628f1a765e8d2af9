package bylaw.controls.prv_008_test

import data.bylaw.controls.prv_008

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "dpia": {"ref": "docs/dpia.md", "completed_at": "2026-05-01"}}, "all": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}]}}

test_what_keeps_the_rule_passes if {
	prv_008.applies with input as _good
	count(prv_008.findings) == 0 with input as _good
}

test_an_assessment_to_come_is_found if {
	prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/dpia/completed_at", "value": "2026-11-24"}])
	prv_008.findings == {{"actual": "2026-11-24", "expected": "a finished assessment", "fields": ["system.dpia.completed_at"], "message": "system loan-score: the data protection impact assessment is to be completed on 2026-11-24, so it is not finished"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/dpia/completed_at", "value": "2026-11-24"}])
}

test_an_empty_link_is_found if {
	prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/dpia/ref", "value": ""}])
	prv_008.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.dpia.ref"], "message": "system loan-score links an empty data protection impact assessment"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/dpia/ref", "value": ""}])
}

test_deciding_alone_is_risky if {
	prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "replace", "path": "/system/decision_effect", "value": "solely_automated"}, {"op": "replace", "path": "/system/dpia/ref", "value": ""}])
	prv_008.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.dpia.ref"], "message": "system loan-score links an empty data protection impact assessment"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "replace", "path": "/system/decision_effect", "value": "solely_automated"}, {"op": "replace", "path": "/system/dpia/ref", "value": ""}])
}

test_special_categories_are_risky if {
	prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "add", "path": "/all/dataset/0/special", "value": {"present": true}}, {"op": "replace", "path": "/system/dpia/ref", "value": ""}])
	prv_008.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.dpia.ref"], "message": "system loan-score links an empty data protection impact assessment"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "add", "path": "/all/dataset/0/special", "value": {"present": true}}, {"op": "replace", "path": "/system/dpia/ref", "value": ""}])
}

test_without_system_dpia_ref_the_rule_applies_and_asks_for_it if {
	prv_008.applies with input as json.remove(_good, ["system/dpia/ref"])
	"system.dpia.ref" in prv_008.required with input as json.remove(_good, ["system/dpia/ref"])
}

test_without_system_dpia_completed_at_the_rule_applies_and_asks_for_it if {
	prv_008.applies with input as json.remove(_good, ["system/dpia/completed_at"])
	"system.dpia.completed_at" in prv_008.required with input as json.remove(_good, ["system/dpia/completed_at"])
}

test_without_personal_data_none_is_needed if not prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/personal_data", "value": false}])

test_a_system_of_limited_risk_needs_none if not prv_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
