package bylaw.controls.prv_006_test

import data.bylaw.controls.prv_006

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "shared": true, "deidentification": {"k": 20}}, "params": {"min_k": 11}, "limits": {"min_k": "convention: CMS small-cell rule suppresses 1 to 10"}}

test_what_keeps_the_rule_passes if {
	prv_006.applies with input as _good
	count(prv_006.findings) == 0 with input as _good
}

test_a_value_beyond_the_limit_is_found if {
	prv_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/k", "value": 10}])
	prv_006.findings == {{"actual": "10", "expected": "at least 11", "fields": ["dataset.deidentification.k"], "message": "dataset applicants: the smallest group is of 10 people < 11 (convention: CMS small-cell rule suppresses 1 to 10)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/k", "value": 10}])
}

test_the_limit_itself_is_in_order if {
	prv_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/k", "value": 11}])
	count(prv_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/k", "value": 11}])
}

test_without_dataset_deidentification_k_the_rule_applies_and_asks_for_it if {
	prv_006.applies with input as json.remove(_good, ["dataset/deidentification/k"])
	"dataset.deidentification.k" in prv_006.required with input as json.remove(_good, ["dataset/deidentification/k"])
}

test_data_that_stays_in_the_team_is_not_concerned if not prv_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/shared", "value": false}])
