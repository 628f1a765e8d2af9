package bylaw.controls.sec_002_test

import data.bylaw.controls.sec_002

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "b.a", "kind": "storage", "encrypted": true, "cmk": true}]}}

test_what_keeps_the_rule_passes if {
	sec_002.applies with input as _good
	count(sec_002.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
	sec_002.inconclusive == {{"actual": "nothing", "expected": "encrypted", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the data is encrypted of b.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "encrypted": true, "cmk": true}, {"address": "other", "kind": "storage"}]}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "encrypted": true, "cmk": true}, {"address": "other", "kind": "storage"}]}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "encrypted": true, "cmk": true}, {"address": "other", "kind": "storage"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_002.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"encrypted": {"reason": "known after apply"}}}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"encrypted": {"reason": "known after apply"}}}])
	sec_002.inconclusive == {{"actual": "known after apply", "expected": "encrypted", "fields": ["infra.resources"], "message": "cloud: the data is encrypted of b.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"encrypted": {"reason": "known after apply"}}}])
}

test_restricted_data_needs_an_own_key if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	sec_002.findings == {{"actual": "a key of the provider", "expected": "a customer-managed key", "fields": ["infra.resources", "dataset.classification"], "message": "cloud: b.a holds restricted data and has no customer-managed key", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
}

test_restricted_data_without_a_word_on_keys_is_found if {
	sec_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cmk"}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	sec_002.findings == {{"actual": "a key of the provider", "expected": "a customer-managed key", "fields": ["infra.resources", "dataset.classification"], "message": "cloud: b.a holds restricted data and has no customer-managed key", "subject": "b.a"}} with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cmk"}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cmk"}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
}

test_other_data_needs_none if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "confidential"}]}}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "confidential"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "confidential"}]}}])
}

test_restricted_data_lies_where_its_storage_says if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.other"}}]}}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.other"}}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.other"}}]}}])
}

test_an_own_key_for_the_storage_that_is_named if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.a"}}]}}])
	sec_002.findings == {{"actual": "a key of the provider", "expected": "a customer-managed key", "fields": ["infra.resources", "dataset.classification"], "message": "cloud: b.a holds restricted data and has no customer-managed key", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.a"}}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "storage": {"account": "b.a"}}]}}])
}

test_feature_store_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_vector_store_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_registry_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_notebook_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_agent_memory_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_memory"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_memory"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_memory"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_ml_workspace_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_ai_service_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_inference_endpoint_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_dataset_is_concerned if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "dataset"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	sec_002.findings == {{"actual": "not encrypted", "expected": "encrypted at rest", "fields": ["infra.resources"], "message": "cloud: b.a is not encrypted at rest", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "dataset"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "dataset"}, {"op": "replace", "path": "/infra/resources/0/encrypted", "value": false}])
}

test_restricted_data_in_a_feature_store_needs_an_own_key if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	sec_002.findings == {{"actual": "a key of the provider", "expected": "a customer-managed key", "fields": ["infra.resources", "dataset.classification"], "message": "cloud: b.a holds restricted data and has no customer-managed key", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
}

test_restricted_data_in_a_vector_store_needs_an_own_key if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	sec_002.findings == {{"actual": "a key of the provider", "expected": "a customer-managed key", "fields": ["infra.resources", "dataset.classification"], "message": "cloud: b.a holds restricted data and has no customer-managed key", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
}

test_restricted_data_does_not_lie_in_a_notebook if {
	sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
	count(sec_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/cmk", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted"}]}}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_002.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_002.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
