package bylaw.controls.hum_004_test

import data.bylaw.controls.hum_004

_good := {"subject": {"kind": "decision", "name": "d1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "decision": {"id": "d1", "at": "2026-11-20T10:00:00Z", "outcome": {"kind": "match", "reviewer": "a.one", "second_reviewer": "b.two"}, "policy_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "control_ids": ["PRV-001"], "input_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "biometric": {"kind": "remote_identification"}}}

test_what_keeps_the_rule_passes if {
	hum_004.applies with input as _good
	count(hum_004.findings) == 0 with input as _good
}

test_one_person_twice_is_found if {
	hum_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/second_reviewer", "value": "A.One"}])
	hum_004.findings == {{"actual": "A.One", "expected": "two different people", "fields": ["decision.outcome"], "message": "decision d1 was confirmed twice by a.one"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/second_reviewer", "value": "A.One"}])
}

test_an_empty_second_person_is_found if {
	hum_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/second_reviewer", "value": ""}])
	hum_004.findings == {{"actual": "nothing", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 names an empty person among the two"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/second_reviewer", "value": ""}])
}

test_an_empty_first_person_is_found if {
	hum_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": " "}])
	hum_004.findings == {{"actual": "nothing", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 names an empty person among the two"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": " "}])
}

test_without_decision_outcome_reviewer_the_rule_applies_and_asks_for_it if {
	hum_004.applies with input as json.remove(_good, ["decision/outcome/reviewer"])
	"decision.outcome.reviewer" in hum_004.required with input as json.remove(_good, ["decision/outcome/reviewer"])
}

test_without_decision_outcome_second_reviewer_the_rule_applies_and_asks_for_it if {
	hum_004.applies with input as json.remove(_good, ["decision/outcome/second_reviewer"])
	"decision.outcome.second_reviewer" in hum_004.required with input as json.remove(_good, ["decision/outcome/second_reviewer"])
}

test_other_systems_are_not_concerned if not hum_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/biometric/kind", "value": "verification"}])

test_a_decision_without_outcome_is_not_concerned if not hum_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/decision/outcome"}])
