package bylaw.controls.fai_015_test

import data.bylaw.controls.fai_015

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "fairness": {"metric_choice": {"metric": "impact_ratio", "rationale": "docs/fairness.md", "protected_attributes": ["sex"]}}}}

test_what_keeps_the_rule_passes if {
	fai_015.applies with input as _good
	count(fai_015.findings) == 0 with input as _good
}

test_a_choice_without_reason_is_found if {
	fai_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/rationale", "value": ""}])
	fai_015.findings == {{"actual": "nothing", "expected": "rationale", "fields": ["system.fairness.metric_choice.rationale"], "message": "system loan-score: the choice of a fairness measure names no rationale"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/rationale", "value": ""}])
}

test_a_choice_without_attributes_is_found if {
	fai_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": []}])
	fai_015.findings == {{"actual": "nothing", "expected": "protected_attributes", "fields": ["system.fairness.metric_choice.protected_attributes"], "message": "system loan-score: the choice of a fairness measure names no protected attributes"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": []}])
}

test_a_choice_of_nothing_is_found if {
	fai_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice", "value": {"rationale": "r", "protected_attributes": ["sex"]}}])
	fai_015.findings == {{"actual": "nothing", "expected": "metric", "fields": ["system.fairness.metric_choice.metric"], "message": "system loan-score: the choice of a fairness measure names no metric"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice", "value": {"rationale": "r", "protected_attributes": ["sex"]}}])
}

test_without_system_fairness_metric_choice_the_rule_applies_and_asks_for_it if {
	fai_015.applies with input as json.remove(_good, ["system/fairness/metric_choice"])
	"system.fairness.metric_choice" in fai_015.required with input as json.remove(_good, ["system/fairness/metric_choice"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
