package bylaw.controls.prv_013_test

import data.bylaw.controls.prv_013

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "deidentification": {"method": "pseudonymised", "key_store": "vault-1"}, "storage": {"account": "bucket-1"}}}

test_what_keeps_the_rule_passes if {
	prv_013.applies with input as _good
	count(prv_013.findings) == 0 with input as _good
}

test_a_key_beside_the_data_is_found if {
	prv_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/key_store", "value": "Bucket-1"}])
	prv_013.findings == {{"actual": "Bucket-1", "expected": "another account", "fields": ["dataset.deidentification.key_store", "dataset.storage.account"], "message": "dataset applicants lies in the account that holds its key (bucket-1)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/key_store", "value": "Bucket-1"}])
}

test_without_dataset_deidentification_key_store_the_rule_applies_and_asks_for_it if {
	prv_013.applies with input as json.remove(_good, ["dataset/deidentification/key_store"])
	"dataset.deidentification.key_store" in prv_013.required with input as json.remove(_good, ["dataset/deidentification/key_store"])
}

test_without_dataset_storage_account_the_rule_applies_and_asks_for_it if {
	prv_013.applies with input as json.remove(_good, ["dataset/storage/account"])
	"dataset.storage.account" in prv_013.required with input as json.remove(_good, ["dataset/storage/account"])
}

test_data_that_is_not_pseudonymised_is_not_concerned if not prv_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/method", "value": "anonymised"}])
