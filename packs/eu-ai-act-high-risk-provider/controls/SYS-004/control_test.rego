package bylaw.controls.sys_004_test

import data.bylaw.controls.sys_004

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "limited", "annex_iii": ["4(a)"], "exemption": {"claimed": true, "condition": "d", "assessment_ref": "docs/exemption.md"}}, "profiling": false, "registration": {"eu_db_id": "EU-1"}}}

test_what_keeps_the_rule_passes if {
	sys_004.applies with input as _good
	count(sys_004.findings) == 0 with input as _good
}

test_an_exemption_with_profiling_is_found if {
	sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/profiling", "value": true}])
	sys_004.findings == {{"actual": "profiling", "expected": "no profiling", "fields": ["system.profiling", "system.risk.exemption.claimed"], "message": "system loan-score claims the exemption of Article 6(3)(d) and profiles natural persons, which is always high risk"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/profiling", "value": true}])
}

test_an_unknown_condition_is_found if {
	sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "e"}])
	sys_004.findings == {{"actual": "e", "expected": "a, b, c or d", "fields": ["system.risk.exemption.condition"], "message": "system loan-score claims the exemption under condition e, which is none of a, b, c and d"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "e"}])
}

test_condition_a_is_known if {
	sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "a"}])
	count(sys_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "a"}])
}

test_condition_b_is_known if {
	sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "b"}])
	count(sys_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "b"}])
}

test_condition_c_is_known if {
	sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "c"}])
	count(sys_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/condition", "value": "c"}])
}

test_without_system_risk_exemption_condition_the_rule_applies_and_asks_for_it if {
	sys_004.applies with input as json.remove(_good, ["system/risk/exemption/condition"])
	"system.risk.exemption.condition" in sys_004.required with input as json.remove(_good, ["system/risk/exemption/condition"])
}

test_without_system_risk_exemption_assessment_ref_the_rule_applies_and_asks_for_it if {
	sys_004.applies with input as json.remove(_good, ["system/risk/exemption/assessment_ref"])
	"system.risk.exemption.assessment_ref" in sys_004.required with input as json.remove(_good, ["system/risk/exemption/assessment_ref"])
}

test_without_system_profiling_the_rule_applies_and_asks_for_it if {
	sys_004.applies with input as json.remove(_good, ["system/profiling"])
	"system.profiling" in sys_004.required with input as json.remove(_good, ["system/profiling"])
}

test_without_system_registration_eu_db_id_the_rule_applies_and_asks_for_it if {
	sys_004.applies with input as json.remove(_good, ["system/registration/eu_db_id"])
	"system.registration.eu_db_id" in sys_004.required with input as json.remove(_good, ["system/registration/eu_db_id"])
}

test_without_a_claim_there_is_nothing_to_judge if not sys_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/exemption/claimed", "value": false}])

test_without_an_exemption_there_is_nothing_to_judge if not sys_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/risk/exemption"}])
