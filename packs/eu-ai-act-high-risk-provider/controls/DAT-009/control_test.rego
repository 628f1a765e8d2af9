package bylaw.controls.dat_009_test

import data.bylaw.controls.dat_009

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "special": {"bias_only": true, "delete_by": "2027-01-31"}, "columns": [{"name": "ethnicity", "protected": true}, {"name": "income"}]}, "all": {"model": [{"id": "gbm", "features": [{"name": "income"}]}]}}

test_what_keeps_the_rule_passes if {
	dat_009.applies with input as _good
	count(dat_009.findings) == 0 with input as _good
}

test_a_protected_column_that_is_trained_on_is_found if {
	dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/features/0/name", "value": "Ethnicity"}])
	dat_009.findings == {{"actual": "ethnicity", "expected": "no feature", "fields": ["dataset.columns", "model.features"], "message": "dataset applicants: column ethnicity is held for bias tests only and is a feature of model gbm"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/features/0/name", "value": "Ethnicity"}])
}

test_an_open_column_may_be_trained_on if {
	dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/protected", "value": false}, {"op": "replace", "path": "/all/model/0/features/0/name", "value": "ethnicity"}])
	count(dat_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/protected", "value": false}, {"op": "replace", "path": "/all/model/0/features/0/name", "value": "ethnicity"}])
}

test_data_past_its_day_is_found if {
	dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-11-22"}])
	dat_009.findings == {{"actual": "no day of deletion", "expected": "deleted by 2026-11-22", "fields": ["dataset.special.delete_by", "dataset.retention.deleted_at"], "message": "dataset applicants was to be deleted by 2026-11-22 and is still there"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-11-22"}])
}

test_the_day_itself_is_still_in_time if {
	dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-11-23"}])
	count(dat_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-11-23"}])
}

test_data_deleted_late_is_found if {
	dat_009.applies with input as json.patch(_good, [{"op": "add", "path": "/dataset/retention", "value": {"deleted_at": "2027-02-01T00:00:00Z"}}])
	dat_009.findings == {{"actual": "2027-02-01T00:00:00Z", "expected": "deleted by 2027-01-31", "fields": ["dataset.special.delete_by", "dataset.retention.deleted_at"], "message": "dataset applicants was to be deleted by 2027-01-31 and was deleted on 2027-02-01"}} with input as json.patch(_good, [{"op": "add", "path": "/dataset/retention", "value": {"deleted_at": "2027-02-01T00:00:00Z"}}])
}

test_data_deleted_in_time_is_in_order if {
	dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-01-01"}, {"op": "add", "path": "/dataset/retention", "value": {"deleted_at": "2026-01-01T23:00:00Z"}}])
	count(dat_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/delete_by", "value": "2026-01-01"}, {"op": "add", "path": "/dataset/retention", "value": {"deleted_at": "2026-01-01T23:00:00Z"}}])
}

test_without_dataset_special_delete_by_the_rule_applies_and_asks_for_it if {
	dat_009.applies with input as json.remove(_good, ["dataset/special/delete_by"])
	"dataset.special.delete_by" in dat_009.required with input as json.remove(_good, ["dataset/special/delete_by"])
}

test_data_for_other_work_is_not_concerned if not dat_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/bias_only", "value": false}])
