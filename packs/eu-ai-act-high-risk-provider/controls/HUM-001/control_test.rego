package bylaw.controls.hum_001_test

import data.bylaw.controls.hum_001

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "oversight": {"measures": ["underwriter can overrule"], "people": [{"person": "u.berg", "competence": "credit 8 years", "authority": "overrule and stop"}], "stop_control_ref": "docs/stop.md"}}}

test_what_keeps_the_rule_passes if {
	hum_001.applies with input as _good
	count(hum_001.findings) == 0 with input as _good
}

test_no_measure_is_found if {
	hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/measures", "value": [" "]}])
	hum_001.findings == {{"actual": "none", "expected": "at least one measure", "fields": ["system.oversight.measures"], "message": "system loan-score lists no oversight measure"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/measures", "value": [" "]}])
}

test_a_person_without_authority_is_not_enough if {
	hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people/0/authority", "value": ""}])
	hum_001.findings == {{"actual": "1 people, none with both", "expected": "a person with competence and authority", "fields": ["system.oversight.people"], "message": "system loan-score names nobody with competence and authority to oversee it"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people/0/authority", "value": ""}])
}

test_a_person_without_competence_is_not_enough if {
	hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people/0/competence", "value": ""}])
	hum_001.findings == {{"actual": "1 people, none with both", "expected": "a person with competence and authority", "fields": ["system.oversight.people"], "message": "system loan-score names nobody with competence and authority to oversee it"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people/0/competence", "value": ""}])
}

test_nobody_is_found if {
	hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people", "value": []}])
	hum_001.findings == {{"actual": "0 people, none with both", "expected": "a person with competence and authority", "fields": ["system.oversight.people"], "message": "system loan-score names nobody with competence and authority to oversee it"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people", "value": []}])
}

test_no_stop_control_is_found if {
	hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_control_ref", "value": ""}])
	hum_001.findings == {{"actual": "nothing", "expected": "an endpoint or a runbook", "fields": ["system.oversight.stop_control_ref"], "message": "system loan-score names no stop control"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_control_ref", "value": ""}])
}

test_without_system_oversight_measures_the_rule_applies_and_asks_for_it if {
	hum_001.applies with input as json.remove(_good, ["system/oversight/measures"])
	"system.oversight.measures" in hum_001.required with input as json.remove(_good, ["system/oversight/measures"])
}

test_without_system_oversight_people_the_rule_applies_and_asks_for_it if {
	hum_001.applies with input as json.remove(_good, ["system/oversight/people"])
	"system.oversight.people" in hum_001.required with input as json.remove(_good, ["system/oversight/people"])
}

test_without_system_oversight_stop_control_ref_the_rule_applies_and_asks_for_it if {
	hum_001.applies with input as json.remove(_good, ["system/oversight/stop_control_ref"])
	"system.oversight.stop_control_ref" in hum_001.required with input as json.remove(_good, ["system/oversight/stop_control_ref"])
}

test_a_system_of_limited_risk_is_not_concerned if not hum_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
