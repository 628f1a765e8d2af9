package bylaw.controls.dat_011_test

import data.bylaw.controls.dat_011

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "erasure": {"oldest_open_days": 3}}, "params": {"max_days": 30}, "limits": {"max_days": "regulatory: GDPR 12(3): one month"}}

test_what_keeps_the_rule_passes if {
	dat_011.applies with input as _good
	count(dat_011.findings) == 0 with input as _good
}

test_a_value_beyond_the_limit_is_found if {
	dat_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/erasure/oldest_open_days", "value": 31}])
	dat_011.findings == {{"actual": "31", "expected": "at most 30", "fields": ["dataset.erasure.oldest_open_days"], "message": "dataset applicants: the oldest open erasure request is of 31 days > 30 (regulatory: GDPR 12(3): one month)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/erasure/oldest_open_days", "value": 31}])
}

test_the_limit_itself_is_in_order if {
	dat_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/erasure/oldest_open_days", "value": 30}])
	count(dat_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/erasure/oldest_open_days", "value": 30}])
}

test_without_dataset_erasure_oldest_open_days_the_rule_applies_and_asks_for_it if {
	dat_011.applies with input as json.remove(_good, ["dataset/erasure/oldest_open_days"])
	"dataset.erasure.oldest_open_days" in dat_011.required with input as json.remove(_good, ["dataset/erasure/oldest_open_days"])
}

test_data_without_persons_is_not_concerned if not dat_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])
