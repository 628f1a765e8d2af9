package bylaw.controls.sec_004_test

import data.bylaw.controls.sec_004

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "inference_endpoint", "diagnostics": true}]}}

test_what_keeps_the_rule_passes if {
	sec_004.applies with input as _good
	count(sec_004.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	count(sec_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	sec_004.inconclusive == {{"actual": "nothing", "expected": "diagnostics", "fields": ["infra.resources"], "message": "cloud: nothing tells whether audit logs are written of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "diagnostics": true}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "diagnostics": true}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "diagnostics": true}, {"address": "other", "kind": "inference_endpoint"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_004.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"diagnostics": {"reason": "known after apply"}}}])
	count(sec_004.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"diagnostics": {"reason": "known after apply"}}}])
	sec_004.inconclusive == {{"actual": "known after apply", "expected": "diagnostics", "fields": ["infra.resources"], "message": "cloud: audit logs are written of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"diagnostics": {"reason": "known after apply"}}}])
}

test_ai_service_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_vector_store_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_registry_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "registry"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_ml_workspace_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_agent_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_agent_gateway_is_concerned if {
	sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	sec_004.findings == {{"actual": "none", "expected": "audit or diagnostic logs that go to a store", "fields": ["infra.resources"], "message": "cloud: e.a writes no audit log", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
	count(sec_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/diagnostics", "value": false}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_004.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_004.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
