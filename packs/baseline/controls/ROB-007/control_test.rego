package bylaw.controls.rob_007_test

import data.bylaw.controls.rob_007

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "training": {"code_commit": "cccccccccccccccccccccccccccccccccccccccc", "env_lock_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "seed": 7, "dataset_digests": ["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}}, "all": {"evaluation": [{"id": "r", "kind": "reproducibility", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "metrics": [{"name": "auc_difference", "value": 0.001}]}]}, "params": {"max_difference": 0.01}, "limits": {"max_difference": "product: run noise"}}

test_what_keeps_the_rule_passes if {
	rob_007.applies with input as _good
	count(rob_007.findings) == 0 with input as _good
}

test_a_run_without_commit_is_found if {
	rob_007.findings == {{"actual": "nothing", "expected": "code_commit", "fields": ["model.training.code_commit"], "message": "model gbm: its training run records no code commit"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training/code_commit", "value": ""}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/training/code_commit", "value": ""}])
}

test_a_run_without_seed_and_lock_is_found if {
	rob_007.findings == {{"actual": "nothing", "expected": "env_lock_sha256", "fields": ["model.training.env_lock_sha256"], "message": "model gbm: its training run records no env lock sha256"}, {"actual": "nothing", "expected": "seed", "fields": ["model.training.seed"], "message": "model gbm: its training run records no seed"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training", "value": {"code_commit": "c", "dataset_digests": ["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/training", "value": {"code_commit": "c", "dataset_digests": ["bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}}])
}

test_a_seed_of_zero_is_a_seed if {
	count(rob_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/training/seed", "value": 0}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/training/seed", "value": 0}])
}

test_a_run_without_data_is_found if {
	rob_007.findings == {{"actual": "nothing", "expected": "dataset_digests", "fields": ["model.training.dataset_digests"], "message": "model gbm: its training run records no dataset digests"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training/dataset_digests", "value": []}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/training/dataset_digests", "value": []}])
}

test_a_large_difference_is_found if {
	rob_007.findings == {{"actual": "0.0101", "expected": "at most 0.01", "fields": ["evaluation.metrics"], "message": "model gbm: a second run differs by 0.0101 > 0.01 (product: run noise) in auc_difference"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.0101}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.0101}])
}

test_a_difference_downward_counts_too if {
	rob_007.findings == {{"actual": "-0.02", "expected": "at most 0.01", "fields": ["evaluation.metrics"], "message": "model gbm: a second run differs by -0.02 > 0.01 (product: run noise) in auc_difference"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": -0.02}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": -0.02}])
}

test_the_limit_itself_passes if {
	count(rob_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.01}])
	count(rob_007.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.01}])
}

test_without_a_second_run_it_is_remarked if {
	count(rob_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	rob_007.remarks == {{"fields": ["evaluation.kind"], "message": "model gbm: nobody ran the training again to compare"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_without_model_training_the_rule_applies_and_asks_for_it if {
	rob_007.applies with input as json.remove(_good, ["model/training"])
	"model.training" in rob_007.required with input as json.remove(_good, ["model/training"])
}
