package bylaw.controls.rob_004_test

import data.bylaw.controls.rob_004

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/noise", "kind": "noise", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "suite": {"name": "black-box robustness", "version": "1", "cases": 20}, "metrics": [{"name": "accuracy", "value": 0.8}, {"name": "accuracy_drop", "value": 0.02}]}]}, "params": {"max_drop": 0.05}, "limits": {"max_drop": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	rob_004.applies with input as _good
	count(rob_004.findings) == 0 with input as _good
}

test_without_an_evaluation_it_is_found if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	rob_004.findings == {{"actual": "none", "expected": "an evaluation of kind noise for this digest", "fields": ["evaluation.kind", "evaluation.model_digest"], "message": "model gbm has no noise evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_an_evaluation_of_another_model_does_not_count if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	rob_004.findings == {{"actual": "none", "expected": "an evaluation of kind noise for this digest", "fields": ["evaluation.kind", "evaluation.model_digest"], "message": "model gbm has no noise evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_evaluation_of_another_kind_does_not_count if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "performance"}])
	rob_004.findings == {{"actual": "none", "expected": "an evaluation of kind noise for this digest", "fields": ["evaluation.kind", "evaluation.model_digest"], "message": "model gbm has no noise evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "performance"}])
}

test_a_large_drop_is_found if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/1/value", "value": 0.0501}])
	rob_004.findings == {{"actual": "0.0501", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "model gbm: under small noise accuracy_drop drops by 0.0501 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/1/value", "value": 0.0501}])
}

test_the_limit_itself_passes if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/1/value", "value": 0.05}])
	count(rob_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/1/value", "value": 0.05}])
}

test_a_drop_against_the_baseline_is_found if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "accuracy", "value": 0.7}]}, {"op": "add", "path": "/all/evaluation/0/baseline", "value": {"metrics": [{"name": "accuracy", "value": 0.8}]}}])
	rob_004.findings == {{"actual": "0.1", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "model gbm: under small noise accuracy drops by 0.1 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "accuracy", "value": 0.7}]}, {"op": "add", "path": "/all/evaluation/0/baseline", "value": {"metrics": [{"name": "accuracy", "value": 0.8}]}}])
}

test_a_loss_that_falls_is_no_drop if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "brier", "value": 0.1, "higher_is_better": false}]}, {"op": "add", "path": "/all/evaluation/0/baseline", "value": {"metrics": [{"name": "brier", "value": 0.5}]}}])
	rob_004.findings == {{"actual": "[\"brier\"]", "expected": "a metric whose name ends in _drop, or a baseline to compare with", "fields": ["evaluation.metrics"], "message": "model gbm: noise evaluation run/noise measures no drop"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "brier", "value": 0.1, "higher_is_better": false}]}, {"op": "add", "path": "/all/evaluation/0/baseline", "value": {"metrics": [{"name": "brier", "value": 0.5}]}}])
}

test_flips_count_as_a_drop if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "decision_flip_rate", "value": 0.2}]}])
	rob_004.findings == {{"actual": "0.2", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "model gbm: under small noise decision_flip_rate drops by 0.2 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "decision_flip_rate", "value": 0.2}]}])
}

test_nothing_measured_is_found if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "accuracy", "value": 0.8}]}])
	rob_004.findings == {{"actual": "[\"accuracy\"]", "expected": "a metric whose name ends in _drop, or a baseline to compare with", "fields": ["evaluation.metrics"], "message": "model gbm: noise evaluation run/noise measures no drop"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "accuracy", "value": 0.8}]}])
}

test_a_drop_without_a_value_is_not_measured if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "x_drop", "value": null}]}])
	rob_004.findings == {{"actual": "[\"x_drop\"]", "expected": "a metric whose name ends in _drop, or a baseline to compare with", "fields": ["evaluation.metrics"], "message": "model gbm: noise evaluation run/noise measures no drop"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "x_drop", "value": null}]}])
}

test_a_suite_without_version_is_found if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite", "value": {}}])
	rob_004.findings == {{"actual": "nothing", "expected": "suite name and version", "fields": ["evaluation.suite"], "message": "model gbm: noise evaluation run/noise names no set of perturbations with a version"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite", "value": {}}])
}

test_a_system_of_high_risk_without_persons_is_concerned if {
	rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/all/evaluation", "value": []}])
	rob_004.findings == {{"actual": "none", "expected": "an evaluation of kind noise for this digest", "fields": ["evaluation.kind", "evaluation.model_digest"], "message": "model gbm has no noise evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	rob_004.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in rob_004.required with input as json.remove(_good, ["model/digest"])
}

test_a_system_of_limited_risk_without_persons_is_not_concerned if not rob_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
