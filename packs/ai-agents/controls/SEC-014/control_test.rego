package bylaw.controls.sec_014_test

import data.bylaw.controls.sec_014

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "d.a", "kind": "llm_deployment", "content_filter": true}]}, "params": {"min_severity": "medium"}, "limits": {"min_severity": "product: vendor default"}}

test_what_keeps_the_rule_passes if {
	sec_014.applies with input as _good
	count(sec_014.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	sec_014.findings == {{"actual": "false", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter false, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
	sec_014.inconclusive == {{"actual": "nothing", "expected": "content_filter", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the content filter of d.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment"}, {"address": "z.b", "kind": "llm_deployment"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment", "content_filter": true}, {"address": "other", "kind": "llm_deployment"}]}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment", "content_filter": true}, {"address": "other", "kind": "llm_deployment"}]}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "d.a", "kind": "llm_deployment", "content_filter": true}, {"address": "other", "kind": "llm_deployment"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_014.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"content_filter": {"reason": "known after apply"}}}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"content_filter": {"reason": "known after apply"}}}])
	sec_014.inconclusive == {{"actual": "known after apply", "expected": "content_filter", "fields": ["infra.resources"], "message": "cloud: the content filter of d.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"content_filter": {"reason": "known after apply"}}}])
}

test_a_filter_that_lets_more_through_is_found if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}])
	sec_014.findings == {{"actual": "High", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter High, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}])
}

test_a_filter_at_the_level_is_in_order if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}])
}

test_a_stricter_filter_is_in_order if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "low"}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "low"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "low"}])
}

test_a_word_that_nobody_knows_is_weak if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "soft"}])
	sec_014.findings == {{"actual": "soft", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter soft, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "soft"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "soft"}])
}

test_none_is_weak if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": null}])
	sec_014.findings == {{"actual": "null", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter null, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": null}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": null}])
}

test_the_level_can_be_stricter if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}, {"op": "replace", "path": "/params/min_severity", "value": "low"}])
	sec_014.findings == {{"actual": "Medium", "expected": "low or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter Medium, below low (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}, {"op": "replace", "path": "/params/min_severity", "value": "low"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "Medium"}, {"op": "replace", "path": "/params/min_severity", "value": "low"}])
}

test_the_mildest_filter_is_below_the_level if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "medium"}])
	sec_014.findings == {{"actual": "High", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter High, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "medium"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "medium"}])
}

test_the_level_can_be_milder if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "high"}])
	count(sec_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "high"}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/content_filter", "value": "High"}, {"op": "replace", "path": "/params/min_severity", "value": "high"}])
}

test_agent_is_concerned if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	sec_014.findings == {{"actual": "false", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter false, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
}

test_guardrail_is_concerned if {
	sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "guardrail"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	sec_014.findings == {{"actual": "false", "expected": "medium or stricter", "fields": ["infra.resources"], "message": "cloud: d.a has the content filter false, below medium (product: vendor default)", "subject": "d.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "guardrail"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
	count(sec_014.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "guardrail"}, {"op": "replace", "path": "/infra/resources/0/content_filter", "value": false}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_014.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_014.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
