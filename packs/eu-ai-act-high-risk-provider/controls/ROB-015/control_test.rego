package bylaw.controls.rob_015_test

import data.bylaw.controls.rob_015

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "explainability": {"global_ref": "docs/shap.md", "local_method": "shap"}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	rob_015.applies with input as _good
	count(rob_015.findings) == 0 with input as _good
}

test_an_empty_explanation_is_found if {
	rob_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/global_ref", "value": ""}])
	rob_015.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["model.explainability.global_ref"], "message": "model gbm links an empty global explanation"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/global_ref", "value": ""}])
}

test_no_method_is_found if {
	rob_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": "none"}])
	rob_015.findings == {{"actual": "none", "expected": "a method, for example shap or counterfactual", "fields": ["model.explainability.local_method", "system.explanations.local_method"], "message": "model gbm names no method that explains one decision"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": "none"}])
}

test_an_empty_method_is_found if {
	rob_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": ""}])
	rob_015.findings == {{"actual": "", "expected": "a method, for example shap or counterfactual", "fields": ["model.explainability.local_method", "system.explanations.local_method"], "message": "model gbm names no method that explains one decision"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": ""}])
}

test_a_method_of_the_system_counts if {
	rob_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": "none"}, {"op": "add", "path": "/system/explanations", "value": {"local_method": "counterfactual"}}])
	count(rob_015.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/explainability/local_method", "value": "none"}, {"op": "add", "path": "/system/explanations", "value": {"local_method": "counterfactual"}}])
}

test_without_model_explainability_global_ref_the_rule_applies_and_asks_for_it if {
	rob_015.applies with input as json.remove(_good, ["model/explainability/global_ref"])
	"model.explainability.global_ref" in rob_015.required with input as json.remove(_good, ["model/explainability/global_ref"])
}

test_without_a_method_it_is_asked_for if {
	rob_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/model/explainability/local_method"}])
	"model.explainability.local_method" in rob_015.required with input as json.patch(_good, [{"op": "remove", "path": "/model/explainability/local_method"}])
}

test_what_is_there_is_not_asked_for if rob_015.required == {"model.explainability.global_ref", "model.explainability.local_method"} with input as _good

test_a_system_that_affects_nobody_is_not_concerned if not rob_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
