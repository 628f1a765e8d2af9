package bylaw.controls.sec_006_test

import data.bylaw.controls.sec_006

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "inference_endpoint", "region": "westeurope"}]}, "params": {"allowed_regions": ["westeurope"]}, "limits": {"allowed_regions": "product: organisation decides"}}

test_what_keeps_the_rule_passes if {
	sec_006.applies with input as _good
	count(sec_006.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	count(sec_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	sec_006.inconclusive == {{"actual": "nothing", "expected": "region", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the region of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "region": "westeurope"}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "region": "westeurope"}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "region": "westeurope"}, {"address": "other", "kind": "inference_endpoint"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_006.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"region": {"reason": "known after apply"}}}])
	count(sec_006.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"region": {"reason": "known after apply"}}}])
	sec_006.inconclusive == {{"actual": "known after apply", "expected": "region", "fields": ["infra.resources"], "message": "cloud: the region of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"region": {"reason": "known after apply"}}}])
}

test_without_a_list_no_region_is_allowed if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": []}])
	sec_006.findings == {{"actual": "westeurope", "expected": "", "fields": ["infra.resources"], "message": "cloud: e.a lies in westeurope, which is outside  (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": []}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": []}])
}

test_a_pattern_allows if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": ["eu-*"]}, {"op": "replace", "path": "/infra/resources/0/region", "value": "EU-west-1"}])
	count(sec_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": ["eu-*"]}, {"op": "replace", "path": "/infra/resources/0/region", "value": "EU-west-1"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed_regions", "value": ["eu-*"]}, {"op": "replace", "path": "/infra/resources/0/region", "value": "EU-west-1"}])
}

test_a_global_resource_is_nowhere_in_particular if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "global"}])
	count(sec_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "global"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/region", "value": "global"}])
}

test_ai_service_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_vector_store_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_registry_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_notebook_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_ml_workspace_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_agent_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_agent_tool_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_storage_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_training_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_llm_deployment_is_concerned if {
	sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	sec_006.findings == {{"actual": "eastus", "expected": "westeurope", "fields": ["infra.resources"], "message": "cloud: e.a lies in eastus, which is outside westeurope (product: organisation decides)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
	count(sec_006.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/region", "value": "eastus"}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_006.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_006.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
