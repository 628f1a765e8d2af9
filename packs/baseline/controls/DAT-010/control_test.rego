package bylaw.controls.dat_010_test

import data.bylaw.controls.dat_010

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "classification": "internal", "retention": {"delete_by": "2029-06-30"}}}

test_what_keeps_the_rule_passes if {
	dat_010.applies with input as _good
	count(dat_010.findings) == 0 with input as _good
}

test_data_past_its_day_is_found if {
	dat_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-11-22"}])
	dat_010.findings == {{"actual": "no day of deletion", "expected": "deleted by 2026-11-22", "fields": ["dataset.retention.delete_by", "dataset.retention.deleted_at"], "message": "dataset applicants was to be deleted by 2026-11-22 and is still there"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-11-22"}])
}

test_the_day_itself_is_still_in_time if {
	dat_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-11-23"}])
	count(dat_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-11-23"}])
}

test_restricted_data_is_concerned if {
	dat_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}, {"op": "replace", "path": "/dataset/classification", "value": "restricted"}, {"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-01-01"}])
	dat_010.findings == {{"actual": "no day of deletion", "expected": "deleted by 2026-01-01", "fields": ["dataset.retention.delete_by", "dataset.retention.deleted_at"], "message": "dataset applicants was to be deleted by 2026-01-01 and is still there"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}, {"op": "replace", "path": "/dataset/classification", "value": "restricted"}, {"op": "replace", "path": "/dataset/retention/delete_by", "value": "2026-01-01"}])
}

test_deleted_data_is_in_order if {
	dat_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
	count(dat_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
}

test_data_said_to_be_deleted_that_is_there_is_found if {
	dat_010.applies with input as json.patch(_good, [{"op": "add", "path": "/dataset/rows", "value": 5}, {"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
	dat_010.findings == {{"actual": "5 rows", "expected": "no rows", "fields": ["dataset.retention.deleted_at", "dataset.rows"], "message": "dataset applicants is marked as deleted on 2025-12-31 and its data is still there"}} with input as json.patch(_good, [{"op": "add", "path": "/dataset/rows", "value": 5}, {"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
}

test_a_deleted_table_without_rows_is_in_order if {
	dat_010.applies with input as json.patch(_good, [{"op": "add", "path": "/dataset/rows", "value": 0}, {"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
	count(dat_010.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/dataset/rows", "value": 0}, {"op": "replace", "path": "/dataset/retention", "value": {"delete_by": "2026-01-01", "deleted_at": "2025-12-31T00:00:00Z"}}])
}

test_without_dataset_retention_delete_by_the_rule_applies_and_asks_for_it if {
	dat_010.applies with input as json.remove(_good, ["dataset/retention/delete_by"])
	"dataset.retention.delete_by" in dat_010.required with input as json.remove(_good, ["dataset/retention/delete_by"])
}

test_internal_data_without_persons_is_not_concerned if not dat_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])
