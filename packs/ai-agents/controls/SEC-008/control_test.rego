package bylaw.controls.sec_008_test

import data.bylaw.controls.sec_008

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "llm_deployment", "rate_limit": 600}]}, "params": {"max_requests_per_minute": 600}, "limits": {"max_requests_per_minute": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	sec_008.applies with input as _good
	count(sec_008.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	sec_008.findings == {{"actual": "601", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to 601 requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
	count(sec_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
	sec_008.inconclusive == {{"actual": "nothing", "expected": "rate_limit", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the rate is limited of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment", "rate_limit": 600}, {"address": "other", "kind": "llm_deployment"}]}])
	count(sec_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment", "rate_limit": 600}, {"address": "other", "kind": "llm_deployment"}]}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "llm_deployment", "rate_limit": 600}, {"address": "other", "kind": "llm_deployment"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_008.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"rate_limit": {"reason": "known after apply"}}}])
	count(sec_008.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"rate_limit": {"reason": "known after apply"}}}])
	sec_008.inconclusive == {{"actual": "known after apply", "expected": "rate_limit", "fields": ["infra.resources"], "message": "cloud: the rate is limited of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"rate_limit": {"reason": "known after apply"}}}])
}

test_no_limit_is_found if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": false}])
	sec_008.findings == {{"actual": "false", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to false requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": false}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": false}])
}

test_an_endpoint_is_concerned if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	sec_008.findings == {{"actual": "601", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to 601 requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
}

test_a_limit_that_is_only_said_to_be_there_is_taken if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": true}])
	count(sec_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": true}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": true}])
}

test_null_is_no_limit if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": null}])
	sec_008.findings == {{"actual": "null", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to null requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": null}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/rate_limit", "value": null}])
}

test_llm_deployment_is_concerned if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	sec_008.findings == {{"actual": "601", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to 601 requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "llm_deployment"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
}

test_agent_gateway_is_concerned if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	sec_008.findings == {{"actual": "601", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to 601 requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
}

test_ai_service_is_concerned if {
	sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	sec_008.findings == {{"actual": "601", "expected": "at most 600 a minute", "fields": ["infra.resources"], "message": "cloud: e.a is not limited, or to 601 requests a minute > 600 (product: no number in law)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
	count(sec_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/rate_limit", "value": 601}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_008.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_008.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
