package bylaw.controls.rob_002_test

import data.bylaw.controls.rob_002

_good := {"subject": {"kind": "evaluation", "name": "run/performance"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}], "dataset": [{"id": "test", "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}}

test_what_keeps_the_rule_passes if {
	rob_002.applies with input as _good
	count(rob_002.findings) == 0 with input as _good
}

test_another_model_is_found if rob_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "one of [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]", "fields": ["evaluation.model_digest", "model.digest"], "message": "evaluation run/performance was made for another model"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_data_that_is_not_registered_is_found if rob_002.findings == {{"actual": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd", "expected": "one of [\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"]", "fields": ["evaluation.dataset_digest", "dataset.digest"], "message": "evaluation run/performance was made on data of another digest than any that is registered"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/dataset_digest", "value": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}])

test_data_known_by_digest_alone_is_registered if count(rob_002.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/dataset_id"}])

test_data_known_by_name_without_digest_is_registered if count(rob_002.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/dataset_digest"}])

test_data_of_another_name_and_digest_is_found if rob_002.findings == {{"actual": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd", "expected": "one of [\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"]", "fields": ["evaluation.dataset_digest", "dataset.digest"], "message": "evaluation run/performance was made on data of another digest than any that is registered"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/dataset_id", "value": "other"}, {"op": "replace", "path": "/evaluation/dataset_digest", "value": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}])

test_predictions_made_on_registered_data_are_in_order if count(rob_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/evaluation/predictions_digest", "value": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}, {"op": "replace", "path": "/evaluation/dataset_digest", "value": "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}])

test_without_evaluation_model_digest_the_rule_applies_and_asks_for_it if {
	rob_002.applies with input as json.remove(_good, ["evaluation/model_digest"])
	"evaluation.model_digest" in rob_002.required with input as json.remove(_good, ["evaluation/model_digest"])
}

test_data_is_named_by_id_or_digest if {
	rob_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/dataset_id"}, {"op": "remove", "path": "/evaluation/dataset_digest"}])
	"evaluation.dataset_digest" in rob_002.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/dataset_id"}, {"op": "remove", "path": "/evaluation/dataset_digest"}])
}

test_what_is_there_is_not_asked_for if rob_002.required == {"evaluation.model_digest"} with input as _good
