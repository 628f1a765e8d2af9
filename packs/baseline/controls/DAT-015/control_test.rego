package bylaw.controls.dat_015_test

import data.bylaw.controls.dat_015

_good := {"subject": {"kind": "split", "name": "holdout"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "split": {"overlap_ratio": 0}, "params": {"max_overlap": 0.0}, "limits": {"max_overlap": "convention: a held-out set must be held out"}}

test_what_keeps_the_rule_passes if {
	dat_015.applies with input as _good
	count(dat_015.findings) == 0 with input as _good
}

test_any_overlap_is_found if {
	dat_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/split/overlap_ratio", "value": 1e-05}])
	dat_015.findings == {{"actual": "1e-05", "expected": "at most 0", "fields": ["split.overlap_ratio"], "message": "split holdout: 1e-05 of the test rows stand in the training data > 0 (convention: a held-out set must be held out)"}} with input as json.patch(_good, [{"op": "replace", "path": "/split/overlap_ratio", "value": 1e-05}])
}

test_without_split_overlap_ratio_the_rule_applies_and_asks_for_it if {
	dat_015.applies with input as json.remove(_good, ["split/overlap_ratio"])
	"split.overlap_ratio" in dat_015.required with input as json.remove(_good, ["split/overlap_ratio"])
}

test_without_a_model_no_split_is_asked_for if not dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "d", "roles": ["train"]}]}}])

test_without_training_data_no_split_is_asked_for if not dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"model": [{"id": "m"}], "evaluation": [{"id": "e"}], "dataset": [{"id": "d", "roles": ["rag"]}]}}])

test_without_a_test_no_split_is_asked_for if not dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"model": [{"id": "m"}], "dataset": [{"id": "d", "roles": ["train"]}]}}])

test_where_none_is_declared_the_rule_applies if dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"model": [{"id": "m"}], "evaluation": [{"id": "e"}], "dataset": [{"id": "d", "roles": ["train"]}]}}])

test_data_for_testing_asks_for_a_split if dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"model": [{}], "dataset": [{"roles": ["train"]}, {"roles": ["test"]}]}}])

test_data_for_validation_asks_for_a_split if dat_015.applies with input as json.patch(_good, [{"op": "remove", "path": "/split"}, {"op": "add", "path": "/all", "value": {"model": [{}], "dataset": [{"roles": ["train"]}, {"roles": ["validation"]}]}}])
