package bylaw.controls.sec_001_test

import data.bylaw.controls.sec_001

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "inference_endpoint", "public_network": false}]}, "params": {"exempt_tag": "ai-public-endpoint"}, "limits": {"exempt_tag": "product: organisation marks intended public endpoints"}}

test_what_keeps_the_rule_passes if {
	sec_001.applies with input as _good
	count(sec_001.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	count(sec_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	sec_001.inconclusive == {{"actual": "nothing", "expected": "public_network", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the network is public of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "public_network": false}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "public_network": false}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "public_network": false}, {"address": "other", "kind": "inference_endpoint"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_001.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
	count(sec_001.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
	sec_001.inconclusive == {{"actual": "known after apply", "expected": "public_network", "fields": ["infra.resources"], "message": "cloud: the network is public of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
}

test_a_private_endpoint_answers if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	count(sec_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
}

test_a_public_address_is_found if {
	sec_001.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/public_ip", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/public_ip", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/public_ip", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
}

test_a_tag_exempts if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "shop"}}])
	count(sec_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "shop"}}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "shop"}}])
}

test_a_tag_that_says_no_does_not if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "False"}}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "False"}}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/tags", "value": {"ai-public-endpoint": "False"}}])
}

test_ai_service_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_vector_store_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_registry_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_notebook_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_ml_workspace_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_agent_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_agent_tool_is_concerned if {
	sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_001.findings == {{"actual": "public", "expected": "no public network, or a private endpoint", "fields": ["infra.resources"], "message": "cloud: e.a is open to the internet", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_001.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_001.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_001.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
