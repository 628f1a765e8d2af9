package bylaw.controls.prv_004_test

import data.bylaw.controls.prv_004

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "card_data": {"pan": 0}}}

test_what_keeps_the_rule_passes if {
	prv_004.applies with input as _good
	count(prv_004.findings) == 0 with input as _good
}

test_cards_in_clear_are_found if prv_004.findings == {{"actual": "none", "expected": "keyed_hash, truncation, token or field_encryption", "fields": ["dataset.card_data.pan", "dataset.card_data.protection"], "message": "dataset applicants holds 3 readable card numbers, protected by none"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 3, "protection": "none"}}])

test_an_encrypted_disk_does_not_help if prv_004.findings == {{"actual": "disk_encryption", "expected": "keyed_hash, truncation, token or field_encryption", "fields": ["dataset.card_data.pan", "dataset.card_data.protection"], "message": "dataset applicants holds 1 readable card numbers, protected by disk_encryption"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 1, "protection": "disk_encryption"}}])

test_keyed_hash_is_protection if count(prv_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 1, "protection": "keyed_hash"}}])

test_truncation_is_protection if count(prv_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 1, "protection": "truncation"}}])

test_token_is_protection if count(prv_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 1, "protection": "token"}}])

test_field_encryption_is_protection if count(prv_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data", "value": {"pan": 1, "protection": "field_encryption"}}])

test_without_dataset_card_data_pan_the_rule_applies_and_asks_for_it if {
	prv_004.applies with input as json.remove(_good, ["dataset/card_data/pan"])
	"dataset.card_data.pan" in prv_004.required with input as json.remove(_good, ["dataset/card_data/pan"])
}

test_cards_ask_how_they_are_protected if {
	prv_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data/pan", "value": 3}])
	"dataset.card_data.protection" in prv_004.required with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card_data/pan", "value": 3}])
}

test_what_is_there_is_not_asked_for if prv_004.required == {"dataset.card_data.pan"} with input as _good
