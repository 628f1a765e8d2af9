package bylaw.controls.prv_005_test

import data.bylaw.controls.prv_005

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "card_data": {"sad": 0}}, "all": {"logging": [{"sample": {"rows": 1000, "sad": 0}}]}}

test_what_keeps_the_rule_passes if {
	prv_005.applies with input as _good
	count(prv_005.findings) == 0 with input as _good
}

test_one_field_is_enough if prv_005.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.card_data.sad"], "message": "dataset applicants holds 1 fields of track data, security codes or PINs"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data/sad", "value": 1}])

test_one_field_in_the_logs_is_enough if prv_005.findings == {{"actual": "1", "expected": "0", "fields": ["logging.sample"], "message": "dataset applicants: a sample of the logs holds 1 fields of track data, security codes or PINs"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/logging/0/sample/sad", "value": 1}])

test_without_dataset_card_data_sad_the_rule_applies_and_asks_for_it if {
	prv_005.applies with input as json.remove(_good, ["dataset/card_data/sad"])
	"dataset.card_data.sad" in prv_005.required with input as json.remove(_good, ["dataset/card_data/sad"])
}
