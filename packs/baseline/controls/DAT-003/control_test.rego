package bylaw.controls.dat_003_test

import data.bylaw.controls.dat_003

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "training": {"dataset_ids": ["applicants"], "dataset_digests": ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}, "all": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}], "evaluation": [{"id": "e", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "applicants", "dataset_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]}}

test_what_keeps_the_rule_passes if {
	dat_003.applies with input as _good
	count(dat_003.findings) == 0 with input as _good
}

test_a_run_without_data_is_found if dat_003.findings == {{"actual": "none", "expected": "the ids or digests of the data", "fields": ["model.training"], "message": "model gbm: its training run names no dataset"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training", "value": {}}])

test_an_unknown_id_is_found if dat_003.findings == {{"actual": "other", "expected": "a dataset of the manifest", "fields": ["model.training", "dataset.id"], "message": "model gbm was trained on dataset other, which is not registered"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training/dataset_ids/0", "value": "other"}])

test_an_unknown_digest_is_found if dat_003.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "the digest of a registered dataset", "fields": ["model.training", "dataset.digest"], "message": "model gbm was trained on data of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, which is not registered"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/training/dataset_digests/0", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_a_run_by_ids_alone_is_in_order if count(dat_003.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/model/training/dataset_digests"}])

test_a_run_by_digests_alone_is_in_order if count(dat_003.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/model/training/dataset_ids"}])

test_an_evaluation_on_other_data_is_found if dat_003.findings == {{"actual": "other", "expected": "a dataset of the manifest, or its digest", "fields": ["evaluation.dataset_id", "evaluation.dataset_digest"], "message": "model gbm was evaluated (e) on data that is not registered"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/dataset_id", "value": "other"}, {"op": "replace", "path": "/all/evaluation/0/dataset_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_an_evaluation_that_names_no_data_is_found if dat_003.findings == {{"actual": "not named", "expected": "a dataset of the manifest, or its digest", "fields": ["evaluation.dataset_id", "evaluation.dataset_digest"], "message": "model gbm was evaluated (e) on data that is not registered"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/dataset_id"}, {"op": "remove", "path": "/all/evaluation/0/dataset_digest"}])

test_an_evaluation_known_by_digest_is_in_order if count(dat_003.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/dataset_id"}])

test_an_evaluation_known_by_id_is_in_order if count(dat_003.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/dataset_digest"}])

test_an_evaluation_of_another_model_is_its_own_matter if count(dat_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/evaluation/0/dataset_id", "value": "other"}, {"op": "remove", "path": "/all/evaluation/0/dataset_digest"}])

test_without_model_training_the_rule_applies_and_asks_for_it if {
	dat_003.applies with input as json.remove(_good, ["model/training"])
	"model.training" in dat_003.required with input as json.remove(_good, ["model/training"])
}
