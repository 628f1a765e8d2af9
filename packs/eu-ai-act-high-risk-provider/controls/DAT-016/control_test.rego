package bylaw.controls.dat_016_test

import data.bylaw.controls.dat_016

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "collected_to": "2026-06-30"}, "all": {"model": [{"id": "gbm", "training": {"started_at": "2026-08-01T00:00:00Z", "dataset_ids": ["applicants"]}}]}, "params": {"max_age_days": 730}, "limits": {"max_age_days": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	dat_016.applies with input as _good
	count(dat_016.findings) == 0 with input as _good
}

test_old_data_is_found if {
	dat_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-07-31"}])
	dat_016.findings == {{"actual": "2024-07-31", "expected": "at most 730 days", "fields": ["dataset.collected_to", "model.training"], "message": "dataset applicants ends on 2024-07-31, more than 730 days before model gbm was trained on it on 2026-08-01 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-07-31"}])
}

test_the_limit_itself_is_in_order if {
	dat_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-08-01"}])
	count(dat_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-08-01"}])
}

test_data_known_by_digest_is_used if {
	dat_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-07-31"}, {"op": "replace", "path": "/all/model/0/training", "value": {"started_at": "2026-08-01T00:00:00Z", "dataset_digests": ["sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}])
	dat_016.findings == {{"actual": "2024-07-31", "expected": "at most 730 days", "fields": ["dataset.collected_to", "model.training"], "message": "dataset applicants ends on 2024-07-31, more than 730 days before model gbm was trained on it on 2026-08-01 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2024-07-31"}, {"op": "replace", "path": "/all/model/0/training", "value": {"started_at": "2026-08-01T00:00:00Z", "dataset_digests": ["sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}])
}

test_data_of_other_models_is_their_own_matter if {
	dat_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2020-01-01"}, {"op": "replace", "path": "/all/model/0/training/dataset_ids", "value": ["x"]}])
	count(dat_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/collected_to", "value": "2020-01-01"}, {"op": "replace", "path": "/all/model/0/training/dataset_ids", "value": ["x"]}])
}

test_without_dataset_collected_to_the_rule_applies_and_asks_for_it if {
	dat_016.applies with input as json.remove(_good, ["dataset/collected_to"])
	"dataset.collected_to" in dat_016.required with input as json.remove(_good, ["dataset/collected_to"])
}

test_data_for_reference_is_not_concerned if not dat_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
