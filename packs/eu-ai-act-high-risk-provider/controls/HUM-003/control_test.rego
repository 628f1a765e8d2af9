package bylaw.controls.hum_003_test

import data.bylaw.controls.hum_003

_good := {"subject": {"kind": "decision", "name": "d1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "decision": {"id": "d1", "at": "2026-11-20T10:00:00Z", "outcome": {"kind": "deny", "adverse": true, "reviewer": "u.berg", "reviewed_at": "2026-11-20T09:59:00Z"}, "policy_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "control_ids": ["PRV-001"], "input_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "oversight": {"review_policy": "adverse_only"}}}

test_what_keeps_the_rule_passes if {
	hum_003.applies with input as _good
	count(hum_003.findings) == 0 with input as _good
}

test_a_service_account_is_no_person if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc-score"}])
	hum_003.findings == {{"actual": "svc-score", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 was reviewed by svc-score, which is a service account"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc-score"}])
}

test_a_bot_is_no_person if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "Review-Bot"}])
	hum_003.findings == {{"actual": "Review-Bot", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 was reviewed by Review-Bot, which is a service account"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "Review-Bot"}])
}

test_nobody_is_no_person if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": " "}])
	hum_003.findings == {{"actual": " ", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 was reviewed by  , which is a service account"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": " "}])
}

test_a_person_may_be_called_abbott if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "j.abbott"}])
	count(hum_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewer", "value": "j.abbott"}])
}

test_a_review_after_effect_is_found if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewed_at", "value": "2026-11-20T10:00:01Z"}])
	hum_003.findings == {{"actual": "2026-11-20T10:00:01Z", "expected": "reviewed by 2026-11-20T10:00:00Z", "fields": ["decision.outcome", "decision.at"], "message": "decision d1 took effect on 2026-11-20T10:00:00Z, before its review on 2026-11-20T10:00:01Z"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewed_at", "value": "2026-11-20T10:00:01Z"}])
}

test_a_review_in_the_same_second_is_in_time if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewed_at", "value": "2026-11-20T10:00:00Z"}])
	count(hum_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/reviewed_at", "value": "2026-11-20T10:00:00Z"}])
}

test_a_policy_of_all_is_concerned if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/review_policy", "value": "all"}, {"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc"}])
	hum_003.findings == {{"actual": "svc", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 was reviewed by svc, which is a service account"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/review_policy", "value": "all"}, {"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc"}])
}

test_a_policy_that_nobody_states_reviews if {
	hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight", "value": {}}, {"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc"}])
	hum_003.findings == {{"actual": "svc", "expected": "a person", "fields": ["decision.outcome"], "message": "decision d1 was reviewed by svc, which is a service account"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight", "value": {}}, {"op": "replace", "path": "/decision/outcome/reviewer", "value": "svc"}])
}

test_without_decision_outcome_reviewer_the_rule_applies_and_asks_for_it if {
	hum_003.applies with input as json.remove(_good, ["decision/outcome/reviewer"])
	"decision.outcome.reviewer" in hum_003.required with input as json.remove(_good, ["decision/outcome/reviewer"])
}

test_without_decision_outcome_reviewed_at_the_rule_applies_and_asks_for_it if {
	hum_003.applies with input as json.remove(_good, ["decision/outcome/reviewed_at"])
	"decision.outcome.reviewed_at" in hum_003.required with input as json.remove(_good, ["decision/outcome/reviewed_at"])
}

test_a_system_of_limited_risk_is_not_concerned if not hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_favourable_decision_is_not_concerned if not hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/outcome/adverse", "value": false}])

test_without_a_policy_of_review_it_is_not_concerned if not hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/review_policy", "value": "sample"}])

test_a_policy_of_none_is_not_concerned if not hum_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/review_policy", "value": "none"}])
