package bylaw.controls.dat_021_test

import data.bylaw.controls.dat_021

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"public_access": false, "account": "bucket.a"}}, "all": {"infra": [{"resources": [{"address": "bucket.a", "kind": "storage", "public_network": false, "roles": ["data-scientist"]}]}]}}

test_what_keeps_the_rule_passes if {
	dat_021.applies with input as _good
	count(dat_021.findings) == 0 with input as _good
}

test_public_data_is_found if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
	dat_021.findings == {{"actual": "public", "expected": "no public access", "fields": ["dataset.storage.public_access"], "message": "dataset applicants can be read by anybody"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
}

test_a_wildcard_is_found if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["s3:*"]}])
	dat_021.findings == {{"actual": "s3:*", "expected": "named roles", "fields": ["infra.resources"], "message": "dataset applicants: its storage bucket.a grants s3:*"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["s3:*"]}])
}

test_everybody_is_found if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["allUsers"]}])
	dat_021.findings == {{"actual": "allUsers", "expected": "named roles", "fields": ["infra.resources"], "message": "dataset applicants: its storage bucket.a grants allUsers"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["allUsers"]}])
}

test_confidential_data_is_concerned if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "confidential"}, {"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
	dat_021.findings == {{"actual": "public", "expected": "no public access", "fields": ["dataset.storage.public_access"], "message": "dataset applicants can be read by anybody"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "confidential"}, {"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
}

test_personal_data_is_concerned if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "internal"}, {"op": "add", "path": "/dataset/personal_data", "value": true}, {"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
	dat_021.findings == {{"actual": "public", "expected": "no public access", "fields": ["dataset.storage.public_access"], "message": "dataset applicants can be read by anybody"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "internal"}, {"op": "add", "path": "/dataset/personal_data", "value": true}, {"op": "replace", "path": "/dataset/storage/public_access", "value": true}])
}

test_the_storage_of_other_data_is_its_own_matter if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0", "value": {"address": "bucket.b", "roles": ["*"]}}])
	count(dat_021.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0", "value": {"address": "bucket.b", "roles": ["*"]}}])
}

test_Owner_is_everybody if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["Owner"]}])
	dat_021.findings == {{"actual": "Owner", "expected": "named roles", "fields": ["infra.resources"], "message": "dataset applicants: its storage bucket.a grants Owner"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["Owner"]}])
}

test_allAuthenticatedUsers_is_everybody if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["allAuthenticatedUsers"]}])
	dat_021.findings == {{"actual": "allAuthenticatedUsers", "expected": "named roles", "fields": ["infra.resources"], "message": "dataset applicants: its storage bucket.a grants allAuthenticatedUsers"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["allAuthenticatedUsers"]}])
}

test_everyone_is_everybody if {
	dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["everyone"]}])
	dat_021.findings == {{"actual": "everyone", "expected": "named roles", "fields": ["infra.resources"], "message": "dataset applicants: its storage bucket.a grants everyone"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/roles", "value": ["everyone"]}])
}

test_without_dataset_storage_public_access_the_rule_applies_and_asks_for_it if {
	dat_021.applies with input as json.remove(_good, ["dataset/storage/public_access"])
	"dataset.storage.public_access" in dat_021.required with input as json.remove(_good, ["dataset/storage/public_access"])
}

test_internal_data_without_persons_is_not_concerned if not dat_021.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "internal"}])
