package bylaw.controls.agt_009_test

import data.bylaw.controls.agt_009

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"max_score": 0.8}, "limits": {"max_score": "product: detector-specific"}}

test_what_keeps_the_rule_passes if {
	agt_009.applies with input as _good
	count(agt_009.findings) == 0 with input as _good
}

test_a_high_score_is_denied if {
	agt_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.93}])
	agt_009.findings == {{"actual": "0.93", "expected": "below 0.8", "fields": ["request.content"], "message": "request r1: the injection score is 0.93 >= 0.8 (product: detector-specific)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.93}])
}

test_the_limit_itself_is_denied if {
	agt_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.8}])
	agt_009.findings == {{"actual": "0.8", "expected": "below 0.8", "fields": ["request.content"], "message": "request r1: the injection score is 0.8 >= 0.8 (product: detector-specific)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.8}])
}

test_a_score_below_is_allowed if {
	agt_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.79}])
	count(agt_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/injection_score", "value": 0.79}])
}

test_a_system_that_people_deal_with_is_concerned if {
	agt_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}, {"op": "add", "path": "/system", "value": {"user_facing": true}}, {"op": "replace", "path": "/request/content/injection_score", "value": 0.9}])
	agt_009.findings == {{"actual": "0.9", "expected": "below 0.8", "fields": ["request.content"], "message": "request r1: the injection score is 0.9 >= 0.8 (product: detector-specific)"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}, {"op": "add", "path": "/system", "value": {"user_facing": true}}, {"op": "replace", "path": "/request/content/injection_score", "value": 0.9}])
}

test_without_request_content_injection_score_the_rule_applies_and_asks_for_it if {
	agt_009.applies with input as json.remove(_good, ["request/content/injection_score"])
	"request.content.injection_score" in agt_009.required with input as json.remove(_good, ["request/content/injection_score"])
}

test_a_request_by_no_agent_is_not_concerned if not agt_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])

test_a_system_that_nobody_deals_with_is_not_concerned if not agt_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}, {"op": "add", "path": "/system", "value": {"user_facing": false}}])
