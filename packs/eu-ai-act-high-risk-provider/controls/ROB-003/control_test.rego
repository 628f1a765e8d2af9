package bylaw.controls.rob_003_test

import data.bylaw.controls.rob_003

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, "all": {"evaluation": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}]}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	rob_003.applies with input as _good
	count(rob_003.findings) == 0 with input as _good
}

test_an_old_evaluation_is_found if rob_003.findings == {{"actual": "2025-11-22T00:00:00Z", "expected": "at most 365 days", "fields": ["evaluation.at"], "message": "model gbm: its newest performance evaluation is of 2025-11-22, more than 365 days ago (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-22T00:00:00Z"}])

test_one_of_a_year_ago_counts if count(rob_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-23T00:00:00Z"}])

test_the_newest_counts if count(rob_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2020-01-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}, {"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}]}]}])

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	rob_003.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in rob_003.required with input as json.remove(_good, ["model/digest"])
}

test_a_model_that_nobody_evaluated_asks_for_it if {
	rob_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	"model.performance_evaluation" in rob_003.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_an_evaluation_of_another_model_does_not_count if {
	rob_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	"model.performance_evaluation" in rob_003.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_evaluation_without_a_date_does_not_count if {
	rob_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/at"}])
	"model.performance_evaluation" in rob_003.required with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/at"}])
}

test_what_is_there_is_not_asked_for if rob_003.required == {"model.digest"} with input as _good
