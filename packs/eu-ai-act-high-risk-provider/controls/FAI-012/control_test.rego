package bylaw.controls.fai_012_test

import data.bylaw.controls.fai_012

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "features": [{"name": "income", "protected": false}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "fairness": {"metric_choice": {"metric": "impact_ratio", "rationale": "docs/fairness.md", "protected_attributes": ["sex"]}}}}

test_what_keeps_the_rule_passes if {
	fai_012.applies with input as _good
	count(fai_012.findings) == 0 with input as _good
}

test_a_feature_that_is_marked_is_found if {
	fai_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/protected", "value": true}])
	fai_012.findings == {{"actual": "income", "expected": "no protected feature, or legal_reason", "fields": ["model.features", "system.fairness.metric_choice"], "message": "model gbm takes the protected attribute income as a feature and records no legal reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/protected", "value": true}])
}

test_a_feature_that_bears_the_name_is_found if {
	fai_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/name", "value": "Sex"}])
	fai_012.findings == {{"actual": "Sex", "expected": "no protected feature, or legal_reason", "fields": ["model.features", "system.fairness.metric_choice"], "message": "model gbm takes the protected attribute Sex as a feature and records no legal reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/name", "value": "Sex"}])
}

test_a_legal_reason_answers if {
	fai_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/protected", "value": true}, {"op": "add", "path": "/model/features/0/legal_reason", "value": "statute x"}])
	count(fai_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/0/protected", "value": true}, {"op": "add", "path": "/model/features/0/legal_reason", "value": "statute x"}])
}

test_without_model_features_the_rule_applies_and_asks_for_it if {
	fai_012.applies with input as json.remove(_good, ["model/features"])
	"model.features" in fai_012.required with input as json.remove(_good, ["model/features"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
