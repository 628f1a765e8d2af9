package bylaw.controls.rob_005_test

import data.bylaw.controls.rob_005

_good := {"subject": {"kind": "model", "name": "m"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "generative": true, "kind": "tabular"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "user_facing": true, "uses_retrieval": true}, "all": {"evaluation": [{"id": "e", "kind": "adversarial", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "suite": {"name": "s", "version": "1"}, "metrics": [{"name": "attack_success_rate", "value": 0.1}]}], "dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}], "model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "generative": true}]}, "params": {"max_success": 0.2}, "limits": {"max_success": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	rob_005.applies with input as _good
	count(rob_005.findings) == 0 with input as _good
}

test_a_value_beyond_the_limit_is_found if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.21}])
	rob_005.findings == {{"actual": "0.21", "expected": "at most 0.2", "fields": ["evaluation.metrics"], "message": "model m: adversarial attacks succeed at 0.21 > 0.2 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.21}])
}

test_the_limit_itself_is_in_order if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.2}])
	count(rob_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.2}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	rob_005.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in rob_005.required with input as json.remove(_good, ["model/digest"])
}

test_what_nobody_measured_is_asked_for if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	"evaluation.metrics" in rob_005.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_an_evaluation_of_another_model_does_not_count if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	"evaluation.metrics" in rob_005.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_evaluation_of_another_kind_does_not_count if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "other"}])
	"evaluation.metrics" in rob_005.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "other"}])
}

test_another_metric_does_not_count if {
	rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/name", "value": "other"}])
	"evaluation.metrics" in rob_005.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/name", "value": "other"}])
}

test_what_is_there_is_not_asked_for if rob_005.required == {"model.digest"} with input as _good

test_a_system_of_limited_risk_is_not_concerned if not rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_other_kinds_of_models_are_not_concerned if not rob_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/kind", "value": "recommender"}])
