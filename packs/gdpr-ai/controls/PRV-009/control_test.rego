package bylaw.controls.prv_009_test

import data.bylaw.controls.prv_009

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "ropa_ref": "docs/ropa.md"}, "all": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}]}}

test_what_keeps_the_rule_passes if {
	prv_009.applies with input as _good
	count(prv_009.findings) == 0 with input as _good
}

test_an_empty_link_is_found if {
	prv_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/ropa_ref", "value": " "}])
	prv_009.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.ropa_ref"], "message": "system loan-score links an empty record of processing"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/ropa_ref", "value": " "}])
}

test_without_system_ropa_ref_the_rule_applies_and_asks_for_it if {
	prv_009.applies with input as json.remove(_good, ["system/ropa_ref"])
	"system.ropa_ref" in prv_009.required with input as json.remove(_good, ["system/ropa_ref"])
}

test_without_personal_data_none_is_needed if not prv_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/personal_data", "value": false}])
