package bylaw.controls.sec_007_test

import data.bylaw.controls.sec_007

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "inference_endpoint", "auth_required": true}]}}

test_what_keeps_the_rule_passes if {
	sec_007.applies with input as _good
	count(sec_007.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	sec_007.findings == {{"actual": "none", "expected": "authentication", "fields": ["infra.resources"], "message": "cloud: e.a lets anybody in without authentication", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	count(sec_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	count(sec_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	sec_007.inconclusive == {{"actual": "nothing", "expected": "auth_required", "fields": ["infra.resources"], "message": "cloud: nothing tells whether callers must authenticate of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "auth_required": true}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "auth_required": true}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "auth_required": true}, {"address": "other", "kind": "inference_endpoint"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_007.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"auth_required": {"reason": "known after apply"}}}])
	count(sec_007.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"auth_required": {"reason": "known after apply"}}}])
	sec_007.inconclusive == {{"actual": "known after apply", "expected": "auth_required", "fields": ["infra.resources"], "message": "cloud: callers must authenticate of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"auth_required": {"reason": "known after apply"}}}])
}

test_agent_gateway_is_concerned if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	sec_007.findings == {{"actual": "none", "expected": "authentication", "fields": ["infra.resources"], "message": "cloud: e.a lets anybody in without authentication", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	count(sec_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
}

test_ai_service_is_concerned if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	sec_007.findings == {{"actual": "none", "expected": "authentication", "fields": ["infra.resources"], "message": "cloud: e.a lets anybody in without authentication", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	count(sec_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
}

test_agent_is_concerned if {
	sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	sec_007.findings == {{"actual": "none", "expected": "authentication", "fields": ["infra.resources"], "message": "cloud: e.a lets anybody in without authentication", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
	count(sec_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/auth_required", "value": false}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_007.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_007.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
