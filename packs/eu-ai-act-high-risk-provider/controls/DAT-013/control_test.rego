package bylaw.controls.dat_013_test

import data.bylaw.controls.dat_013

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rows": 20000, "columns": [{"name": "income", "null_ratio": 0.01, "required": true}, {"name": "note", "null_ratio": 0.9, "required": false}], "quality": {"duplicate_ratio": 0.001}}, "params": {"max_null_ratio": 0.05, "max_duplicate_ratio": 0.01}, "limits": {"max_null_ratio": "product: no number in law", "max_duplicate_ratio": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	dat_013.applies with input as _good
	count(dat_013.findings) == 0 with input as _good
}

test_missing_values_are_found if dat_013.findings == {{"actual": "0.0501", "expected": "at most 0.05", "fields": ["dataset.columns"], "message": "dataset applicants: column income has 0.0501 of its values missing > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/null_ratio", "value": 0.0501}])

test_a_column_that_may_be_empty_is_in_order if count(dat_013.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/null_ratio", "value": 0.05}])

test_a_column_that_does_not_say_so_is_required if dat_013.findings == {{"actual": "0.9", "expected": "at most 0.05", "fields": ["dataset.columns"], "message": "dataset applicants: column note has 0.9 of its values missing > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/columns/1/required"}])

test_duplicates_are_found if dat_013.findings == {{"actual": "0.0101", "expected": "at most 0.01", "fields": ["dataset.quality.duplicate_ratio"], "message": "dataset applicants: 0.0101 of its rows are duplicates > 0.01 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/duplicate_ratio", "value": 0.0101}])

test_the_limit_itself_is_in_order if count(dat_013.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/duplicate_ratio", "value": 0.01}])

test_described_handling_answers if count(dat_013.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/null_ratio", "value": 0.5}, {"op": "replace", "path": "/dataset/quality/duplicate_ratio", "value": 0.5}, {"op": "add", "path": "/dataset/card", "value": {"preprocessing": true}}])

test_without_dataset_columns_the_rule_applies_and_asks_for_it if {
	dat_013.applies with input as json.remove(_good, ["dataset/columns"])
	"dataset.columns" in dat_013.required with input as json.remove(_good, ["dataset/columns"])
}

test_without_dataset_quality_duplicate_ratio_the_rule_applies_and_asks_for_it if {
	dat_013.applies with input as json.remove(_good, ["dataset/quality/duplicate_ratio"])
	"dataset.quality.duplicate_ratio" in dat_013.required with input as json.remove(_good, ["dataset/quality/duplicate_ratio"])
}
