package bylaw.controls.rob_001_test

import data.bylaw.controls.rob_001

_good := {"subject": {"kind": "evaluation", "name": "run/performance"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}], "evaluation": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}]}, "params": {"thresholds": []}, "limits": {"thresholds": "statutory: AI Act 9(8) asks for prior defined metrics and thresholds and sets no number"}}

test_what_keeps_the_rule_passes if {
	rob_001.applies with input as _good
	count(rob_001.findings) == 0 with input as _good
}

test_a_value_below_the_threshold_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.7499}])
	rob_001.findings == {{"actual": "0.7499", "expected": "auc >= 0.75", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.7499, which is not >= 0.75"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.7499}])
}

test_a_value_above_the_threshold_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2001}])
	rob_001.findings == {{"actual": "0.2001", "expected": "brier <= 0.2", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: brier is 0.2001, which is not <= 0.2"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2001}])
}

test_the_thresholds_themselves_are_met if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.75}, {"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2}])
	count(rob_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.75}, {"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2}])
}

test_strictly_above_is_more_than_the_threshold if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": ">"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.75}])
	rob_001.findings == {{"actual": "0.75", "expected": "auc > 0.75", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.75, which is not > 0.75"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": ">"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.75}])
}

test_strictly_below_is_less_than_the_threshold if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/1/op", "value": "<"}, {"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2}])
	rob_001.findings == {{"actual": "0.2", "expected": "brier < 0.2", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: brier is 0.2, which is not < 0.2"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/1/op", "value": "<"}, {"op": "replace", "path": "/evaluation/metrics/1/value", "value": 0.2}])
}

test_strict_comparisons_can_be_met if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": ">"}, {"op": "replace", "path": "/evaluation/thresholds/1/op", "value": "<"}])
	count(rob_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": ">"}, {"op": "replace", "path": "/evaluation/thresholds/1/op", "value": "<"}])
}

test_an_unknown_operator_is_not_met if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": "=>"}])
	rob_001.findings == {{"actual": "0.81", "expected": "auc => 0.75", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.81, which is not => 0.75"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/op", "value": "=>"}])
}

test_a_metric_that_is_missing_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "auc", "value": 0.9}]}])
	rob_001.findings == {{"actual": "nothing", "expected": "brier", "fields": ["evaluation.metrics"], "message": "evaluation run/performance: no value for the declared threshold on brier"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "auc", "value": 0.9}]}])
}

test_a_slice_is_not_the_value if {
	rob_001.applies with input as json.patch(_good, [{"op": "add", "path": "/evaluation/metrics/0/slice", "value": "north"}])
	rob_001.findings == {{"actual": "nothing", "expected": "auc", "fields": ["evaluation.metrics"], "message": "evaluation run/performance: no value for the declared threshold on auc"}} with input as json.patch(_good, [{"op": "add", "path": "/evaluation/metrics/0/slice", "value": "north"}])
}

test_no_threshold_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds", "value": []}])
	rob_001.findings == {{"actual": "none", "expected": "a threshold for each metric that matters", "fields": ["evaluation.thresholds"], "message": "evaluation run/performance: no threshold is declared"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds", "value": []}])
}

test_thresholds_of_the_organisation_count if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds", "value": []}, {"op": "replace", "path": "/params/thresholds", "value": [{"metric": "auc", "op": ">=", "value": 0.9}]}])
	rob_001.findings == {{"actual": "0.81", "expected": "auc >= 0.9", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.81, which is not >= 0.9"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds", "value": []}, {"op": "replace", "path": "/params/thresholds", "value": [{"metric": "auc", "op": ">=", "value": 0.9}]}])
}

test_a_threshold_moved_after_the_run_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/declared_at", "value": "2026-10-02"}])
	rob_001.findings == {{"actual": "2026-10-02", "expected": "declared before the run", "fields": ["evaluation.thresholds", "evaluation.at"], "message": "evaluation run/performance: the threshold on auc was declared on 2026-10-02, after the run on 2026-10-01"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/thresholds/0/declared_at", "value": "2026-10-02"}])
}

test_an_evaluation_on_training_data_is_found if {
	rob_001.applies with input as json.patch(_good, [{"op": "add", "path": "/all/dataset", "value": [{"id": "t", "roles": ["train"], "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
	rob_001.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "data that the model was not trained on", "fields": ["evaluation.dataset_digest"], "message": "evaluation run/performance was made on training data"}} with input as json.patch(_good, [{"op": "add", "path": "/all/dataset", "value": [{"id": "t", "roles": ["train"], "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
}

test_data_for_both_is_no_training_data_alone if {
	rob_001.applies with input as json.patch(_good, [{"op": "add", "path": "/all/dataset", "value": [{"id": "t", "roles": ["train", "test"], "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
	count(rob_001.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all/dataset", "value": [{"id": "t", "roles": ["train", "test"], "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
}

test_thresholds_on_an_evaluation_of_fairness_count if {
	rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/kind", "value": "fairness"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.1}])
	rob_001.findings == {{"actual": "0.1", "expected": "auc >= 0.75", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.1, which is not >= 0.75"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/kind", "value": "fairness"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.1}])
}

test_an_evaluation_of_no_kind_with_metrics_is_concerned if {
	rob_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/kind"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.1}])
	rob_001.findings == {{"actual": "0.1", "expected": "auc >= 0.75", "fields": ["evaluation.metrics", "evaluation.thresholds"], "message": "evaluation run/performance: auc is 0.1, which is not >= 0.75"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/kind"}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.1}])
}

test_without_evaluation_metrics_the_rule_applies_and_asks_for_it if {
	rob_001.applies with input as json.remove(_good, ["evaluation/metrics"])
	"evaluation.metrics" in rob_001.required with input as json.remove(_good, ["evaluation/metrics"])
}

test_without_evaluation_thresholds_the_rule_applies_and_asks_for_it if {
	rob_001.applies with input as json.remove(_good, ["evaluation/thresholds"])
	"evaluation.thresholds" in rob_001.required with input as json.remove(_good, ["evaluation/thresholds"])
}

test_an_evaluation_of_fairness_is_left_to_the_one_of_performance if not rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "f", "kind": "fairness"}}])

test_without_models_nothing_is_asked_for if not rob_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}])

test_where_none_is_declared_the_rule_applies if rob_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation"}, {"op": "replace", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}]}}])
