package bylaw.controls.dat_020_test

import data.bylaw.controls.dat_020

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "synthetic_ratio": 0.1}}

test_what_keeps_the_rule_passes if {
	dat_020.applies with input as _good
	count(dat_020.findings) == 0 with input as _good
}

test_more_than_all_is_no_share if {
	dat_020.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 1.1}])
	dat_020.findings == {{"actual": "1.1", "expected": "0 to 1", "fields": ["dataset.synthetic_ratio"], "message": "dataset applicants states a share of synthetic rows of 1.1, which is none"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 1.1}])
}

test_less_than_none_is_no_share if {
	dat_020.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": -0.1}])
	dat_020.findings == {{"actual": "-0.1", "expected": "0 to 1", "fields": ["dataset.synthetic_ratio"], "message": "dataset applicants states a share of synthetic rows of -0.1, which is none"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": -0.1}])
}

test_none_is_a_share if {
	dat_020.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 0}])
	count(dat_020.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 0}])
}

test_all_is_a_share if {
	dat_020.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 1}])
	count(dat_020.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/synthetic_ratio", "value": 1}])
}

test_without_dataset_synthetic_ratio_the_rule_applies_and_asks_for_it if {
	dat_020.applies with input as json.remove(_good, ["dataset/synthetic_ratio"])
	"dataset.synthetic_ratio" in dat_020.required with input as json.remove(_good, ["dataset/synthetic_ratio"])
}

test_data_for_reference_is_not_concerned if not dat_020.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
