package bylaw.controls.dat_017_test

import data.bylaw.controls.dat_017

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "storage": {"region": "eu-central-1"}}, "all": {"infra": [{"resources": [{"address": "bucket.a", "kind": "storage", "region": "westeurope"}]}]}, "params": {"allowed_regions": ["eu", "eea", "adequate"]}, "limits": {"allowed_regions": "regulatory: GDPR 44-45"}}

test_what_keeps_the_rule_passes if {
	dat_017.applies with input as _good
	count(dat_017.findings) == 0 with input as _good
}

test_data_elsewhere_is_found if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}])
	dat_017.findings == {{"actual": "us-east-1", "expected": "eu, eea, adequate", "fields": ["dataset.storage.region", "dataset.transfer.mechanism"], "message": "dataset applicants lies in us-east-1, which is outside eu, eea, adequate (regulatory: GDPR 44-45), and names no transfer tool"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}])
}

test_processing_elsewhere_is_found if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/region", "value": "eastus"}])
	dat_017.findings == {{"actual": "eastus", "expected": "eu, eea, adequate", "fields": ["infra.resources", "dataset.transfer.mechanism"], "message": "dataset applicants: bucket.a processes in eastus, which is outside eu, eea, adequate (regulatory: GDPR 44-45), and no transfer tool is named"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/region", "value": "eastus"}])
}

test_a_global_resource_is_nowhere_in_particular if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/region", "value": "global"}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/infra/0/resources/0/region", "value": "global"}])
}

test_a_transfer_tool_answers if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "scc"}}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "scc"}}])
}

test_no_tool_is_none if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "none"}}])
	dat_017.findings == {{"actual": "us-east-1", "expected": "eu, eea, adequate", "fields": ["dataset.storage.region", "dataset.transfer.mechanism"], "message": "dataset applicants lies in us-east-1, which is outside eu, eea, adequate (regulatory: GDPR 44-45), and names no transfer tool"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "none"}}])
}

test_a_region_named_by_its_group_is_allowed if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "EU"}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "EU"}])
}

test_norway_is_allowed if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "norwayeast"}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "norwayeast"}])
}

test_the_united_kingdom_is_allowed if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "uksouth"}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "uksouth"}])
}

test_a_name_that_only_begins_like_one_is_not if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "eu-central-12"}])
	dat_017.findings == {{"actual": "eu-central-12", "expected": "eu, eea, adequate", "fields": ["dataset.storage.region", "dataset.transfer.mechanism"], "message": "dataset applicants lies in eu-central-12, which is outside eu, eea, adequate (regulatory: GDPR 44-45), and names no transfer tool"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "eu-central-12"}])
}

test_adequacy_is_a_tool if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "adequacy"}}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "adequacy"}}])
}

test_bcr_is_a_tool if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "bcr"}}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "bcr"}}])
}

test_derogation_is_a_tool if {
	dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "derogation"}}])
	count(dat_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/storage/region", "value": "us-east-1"}, {"op": "add", "path": "/dataset/transfer", "value": {"mechanism": "derogation"}}])
}

test_without_dataset_storage_region_the_rule_applies_and_asks_for_it if {
	dat_017.applies with input as json.remove(_good, ["dataset/storage/region"])
	"dataset.storage.region" in dat_017.required with input as json.remove(_good, ["dataset/storage/region"])
}

test_data_without_persons_is_not_concerned if not dat_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])
