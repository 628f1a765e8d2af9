package bylaw.controls.fai_014_test

import data.bylaw.controls.fai_014

_good := {"subject": {"kind": "model", "name": "m"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "generative": true, "kind": "tabular"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "user_facing": true, "uses_retrieval": true}, "all": {"evaluation": [{"id": "e", "kind": "llm_bias", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "suite": {"name": "s", "version": "1"}, "metrics": [{"name": "bias_score", "value": 0.05}]}], "dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}], "model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "generative": true}]}, "params": {"max_bias_score": 0.1}, "limits": {"max_bias_score": "product: suite-dependent, set per suite"}}

test_what_keeps_the_rule_passes if {
	fai_014.applies with input as _good
	count(fai_014.findings) == 0 with input as _good
}

test_a_value_beyond_the_limit_is_found if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.11}])
	fai_014.findings == {{"actual": "0.11", "expected": "at most 0.1", "fields": ["evaluation.metrics"], "message": "model m: the bias suite scores 0.11 > 0.1 (product: suite-dependent, set per suite)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.11}])
}

test_the_limit_itself_is_in_order if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.1}])
	count(fai_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.1}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	fai_014.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in fai_014.required with input as json.remove(_good, ["model/digest"])
}

test_what_nobody_measured_is_asked_for if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	"evaluation.metrics" in fai_014.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_an_evaluation_of_another_model_does_not_count if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	"evaluation.metrics" in fai_014.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_evaluation_of_another_kind_does_not_count if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "other"}])
	"evaluation.metrics" in fai_014.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "other"}])
}

test_another_metric_does_not_count if {
	fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/name", "value": "other"}])
	"evaluation.metrics" in fai_014.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/name", "value": "other"}])
}

test_what_is_there_is_not_asked_for if fai_014.required == {"model.digest"} with input as _good

test_a_model_that_generates_nothing_is_not_concerned if not fai_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/generative", "value": false}])
