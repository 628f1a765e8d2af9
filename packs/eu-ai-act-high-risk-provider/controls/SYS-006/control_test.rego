package bylaw.controls.sys_006_test

import data.bylaw.controls.sys_006

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "third_party_origin": false, "substantially_modified": false}}

test_what_keeps_the_rule_passes if {
	sys_006.applies with input as _good
	count(sys_006.findings) == 0 with input as _good
}

test_no_role_is_found if sys_006.findings == {{"actual": "none", "expected": "provider, deployer, importer, distributor or authorised_representative", "fields": ["system.operator_roles"], "message": "system loan-score names no operator role"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": []}])

test_who_modifies_is_provider if sys_006.findings == {{"actual": "deployer", "expected": "provider among the roles", "fields": ["system.operator_roles", "system.substantially_modified"], "message": "system loan-score comes from a third party, is substantially modified, and its operator is not marked provider"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "replace", "path": "/system/third_party_origin", "value": true}, {"op": "replace", "path": "/system/substantially_modified", "value": true}])

test_who_modifies_nothing_stays_deployer if count(sys_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "replace", "path": "/system/third_party_origin", "value": true}])

test_ones_own_system_may_be_modified if count(sys_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "replace", "path": "/system/substantially_modified", "value": true}])

test_a_provider_may_modify if count(sys_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/third_party_origin", "value": true}, {"op": "replace", "path": "/system/substantially_modified", "value": true}])

test_without_system_operator_roles_the_rule_applies_and_asks_for_it if {
	sys_006.applies with input as json.remove(_good, ["system/operator_roles"])
	"system.operator_roles" in sys_006.required with input as json.remove(_good, ["system/operator_roles"])
}
