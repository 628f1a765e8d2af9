package bylaw.controls.sec_009_test

import data.bylaw.controls.sec_009

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "m.a", "kind": "training", "egress_restricted": true}]}}

test_what_keeps_the_rule_passes if {
	sec_009.applies with input as _good
	count(sec_009.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training"}, {"address": "z.b", "kind": "training"}]}])
	count(sec_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training"}, {"address": "z.b", "kind": "training"}]}])
	sec_009.inconclusive == {{"actual": "nothing", "expected": "egress_restricted", "fields": ["infra.resources"], "message": "cloud: nothing tells whether outbound traffic is restricted of m.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training"}, {"address": "z.b", "kind": "training"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training", "egress_restricted": true}, {"address": "other", "kind": "training"}]}])
	count(sec_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training", "egress_restricted": true}, {"address": "other", "kind": "training"}]}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "m.a", "kind": "training", "egress_restricted": true}, {"address": "other", "kind": "training"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_009.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"egress_restricted": {"reason": "known after apply"}}}])
	count(sec_009.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"egress_restricted": {"reason": "known after apply"}}}])
	sec_009.inconclusive == {{"actual": "known after apply", "expected": "egress_restricted", "fields": ["infra.resources"], "message": "cloud: outbound traffic is restricted of m.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"egress_restricted": {"reason": "known after apply"}}}])
}

test_a_list_of_hosts_answers if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["kb.internal"]}])
	count(sec_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["kb.internal"]}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["kb.internal"]}])
}

test_an_empty_list_does_not if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": []}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": []}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": []}])
}

test_a_list_of_everything_does_not if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["a", "*"]}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["a", "*"]}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["a", "*"]}])
}

test_the_whole_internet_of_version_six_is_everything if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["::/0"]}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["::/0"]}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["::/0"]}])
}

test_the_whole_internet_is_everything if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["0.0.0.0/0"]}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["0.0.0.0/0"]}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}, {"op": "add", "path": "/infra/resources/0/egress_allow", "value": ["0.0.0.0/0"]}])
}

test_model_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_inference_endpoint_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_agent_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_agent_tool_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_tool"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_ml_workspace_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_ai_service_is_concerned if {
	sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	sec_009.findings == {{"actual": "any host", "expected": "an allow-list of hosts", "fields": ["infra.resources"], "message": "cloud: m.a may talk to any host", "subject": "m.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
	count(sec_009.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/egress_restricted", "value": false}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_009.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_009.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
