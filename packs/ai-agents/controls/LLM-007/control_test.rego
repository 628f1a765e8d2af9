package bylaw.controls.llm_007_test

import data.bylaw.controls.llm_007

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "chat", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "params": {"allowed": [{"model": "chat-2026-05-13", "environments": ["prod"], "classes": ["public", "internal"], "regions": ["eu"]}]}, "limits": {"allowed": "product: organisation decides"}}

test_what_keeps_the_rule_passes if {
	llm_007.applies with input as _good
	count(llm_007.findings) == 0 with input as _good
}

test_an_alias_is_not_on_the_list if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/model_id", "value": "latest"}])
	llm_007.findings == {{"actual": "latest", "expected": "[\"chat-2026-05-13\"]", "fields": ["request.model_id"], "message": "request r1 calls latest, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/model_id", "value": "latest"}])
}

test_without_a_list_nothing_is_allowed if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": []}])
	llm_007.findings == {{"actual": "chat-2026-05-13", "expected": "[]", "fields": ["request.model_id"], "message": "request r1 calls chat-2026-05-13, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": []}])
}

test_another_environment_is_denied if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/environment", "value": "dev"}])
	llm_007.findings == {{"actual": "dev, internal, eu", "expected": "[{\"classes\": [\"public\", \"internal\"], \"environments\": [\"prod\"], \"model\": \"chat-2026-05-13\", \"regions\": [\"eu\"]}]", "fields": ["request.model_id", "request.environment", "request.content", "request.destination"], "message": "request r1 calls chat-2026-05-13, which is not allowed in dev for internal data in eu"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/environment", "value": "dev"}])
}

test_another_class_of_data_is_denied if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
	llm_007.findings == {{"actual": "prod, restricted, eu", "expected": "[{\"classes\": [\"public\", \"internal\"], \"environments\": [\"prod\"], \"model\": \"chat-2026-05-13\", \"regions\": [\"eu\"]}]", "fields": ["request.model_id", "request.environment", "request.content", "request.destination"], "message": "request r1 calls chat-2026-05-13, which is not allowed in prod for restricted data in eu"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
}

test_data_of_no_class_is_restricted if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content", "value": {}}])
	llm_007.findings == {{"actual": "prod, restricted, eu", "expected": "[{\"classes\": [\"public\", \"internal\"], \"environments\": [\"prod\"], \"model\": \"chat-2026-05-13\", \"regions\": [\"eu\"]}]", "fields": ["request.model_id", "request.environment", "request.content", "request.destination"], "message": "request r1 calls chat-2026-05-13, which is not allowed in prod for restricted data in eu"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content", "value": {}}])
}

test_another_region_is_denied if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/region", "value": "us"}])
	llm_007.findings == {{"actual": "prod, internal, us", "expected": "[{\"classes\": [\"public\", \"internal\"], \"environments\": [\"prod\"], \"model\": \"chat-2026-05-13\", \"regions\": [\"eu\"]}]", "fields": ["request.model_id", "request.environment", "request.content", "request.destination"], "message": "request r1 calls chat-2026-05-13, which is not allowed in prod for internal data in us"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/region", "value": "us"}])
}

test_an_unknown_region_is_denied if {
	llm_007.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/destination"}])
	llm_007.findings == {{"actual": "prod, internal, a region that nobody names", "expected": "[{\"classes\": [\"public\", \"internal\"], \"environments\": [\"prod\"], \"model\": \"chat-2026-05-13\", \"regions\": [\"eu\"]}]", "fields": ["request.model_id", "request.environment", "request.content", "request.destination"], "message": "request r1 calls chat-2026-05-13, which is not allowed in prod for internal data in a region that nobody names"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/destination"}])
}

test_an_entry_that_limits_nothing_allows_all if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": [{"model": "chat-2026-05-13"}]}, {"op": "remove", "path": "/request/destination"}, {"op": "remove", "path": "/request/environment"}])
	count(llm_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": [{"model": "chat-2026-05-13"}]}, {"op": "remove", "path": "/request/destination"}, {"op": "remove", "path": "/request/environment"}])
}

test_one_entry_that_fits_is_enough if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": [{"model": "chat-2026-05-13", "regions": ["us"]}, {"model": "chat-2026-05-13"}]}])
	count(llm_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/allowed", "value": [{"model": "chat-2026-05-13", "regions": ["us"]}, {"model": "chat-2026-05-13"}]}])
}

test_embed_is_a_call_to_a_model if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "embed"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
	llm_007.findings == {{"actual": "x", "expected": "[\"chat-2026-05-13\"]", "fields": ["request.model_id"], "message": "request r1 calls x, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "embed"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
}

test_infer_is_a_call_to_a_model if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "infer"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
	llm_007.findings == {{"actual": "x", "expected": "[\"chat-2026-05-13\"]", "fields": ["request.model_id"], "message": "request r1 calls x, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "infer"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
}

test_decision_is_a_call_to_a_model if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "decision"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
	llm_007.findings == {{"actual": "x", "expected": "[\"chat-2026-05-13\"]", "fields": ["request.model_id"], "message": "request r1 calls x, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "decision"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
}

test_agent_message_is_a_call_to_a_model if {
	llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "agent_message"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
	llm_007.findings == {{"actual": "x", "expected": "[\"chat-2026-05-13\"]", "fields": ["request.model_id"], "message": "request r1 calls x, which is not on the list"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "agent_message"}, {"op": "replace", "path": "/request/model_id", "value": "x"}])
}

test_without_request_model_id_the_rule_applies_and_asks_for_it if {
	llm_007.applies with input as json.remove(_good, ["request/model_id"])
	"request.model_id" in llm_007.required with input as json.remove(_good, ["request/model_id"])
}

test_a_tool_call_is_not_one if not llm_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "tool_call"}])
