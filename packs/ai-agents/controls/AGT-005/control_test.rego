package bylaw.controls.agt_005_test

import data.bylaw.controls.agt_005

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"max_steps": 25, "max_tool_calls": 50, "max_seconds": 600}, "limits": {"max_steps": "convention: common framework recursion default", "max_tool_calls": "product: no number in law", "max_seconds": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_005.applies with input as _good
	count(agt_005.findings) == 0 with input as _good
}

test_a_step_too_many_is_denied if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/steps", "value": 21}])
	agt_005.findings == {{"actual": "21", "expected": "at most 20 steps", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 21 steps > 20"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/steps", "value": 21}])
}

test_the_last_step_is_allowed if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/steps", "value": 20}])
	count(agt_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/session/steps", "value": 20}])
}

test_a_call_too_many_is_denied if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/tool_calls", "value": 31}])
	agt_005.findings == {{"actual": "31", "expected": "at most 30 tool calls", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 31 tool calls > 30"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/tool_calls", "value": 31}])
}

test_a_second_too_many_is_denied if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/elapsed_s", "value": 301}])
	agt_005.findings == {{"actual": "301", "expected": "at most 300 seconds", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 301 seconds > 300"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/elapsed_s", "value": 301}])
}

test_without_own_limits_those_of_the_organisation_count if {
	agt_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/limits"}, {"op": "replace", "path": "/request/session", "value": {"steps": 26, "tool_calls": 51, "elapsed_s": 601}}])
	agt_005.findings == {{"actual": "26", "expected": "at most 25 steps", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 26 steps > 25"}, {"actual": "51", "expected": "at most 50 tool calls", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 51 tool calls > 50"}, {"actual": "601", "expected": "at most 600 seconds", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 601 seconds > 600"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/limits"}, {"op": "replace", "path": "/request/session", "value": {"steps": 26, "tool_calls": 51, "elapsed_s": 601}}])
}

test_an_agent_that_nobody_knows_is_held_to_the_limits_of_the_organisation if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}, {"op": "replace", "path": "/request/session/steps", "value": 26}])
	agt_005.findings == {{"actual": "26", "expected": "at most 25 steps", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 26 steps > 25"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}, {"op": "replace", "path": "/request/session/steps", "value": 26}])
}

test_an_agent_may_not_allow_itself_more if {
	agt_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits", "value": {"max_steps": 99}}, {"op": "replace", "path": "/request/session/steps", "value": 26}])
	agt_005.findings == {{"actual": "26", "expected": "at most 25 steps", "fields": ["request.session", "agent.limits"], "message": "request r1: the session has 26 steps > 25"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits", "value": {"max_steps": 99}}, {"op": "replace", "path": "/request/session/steps", "value": 26}])
}

test_without_request_session_steps_the_rule_applies_and_asks_for_it if {
	agt_005.applies with input as json.remove(_good, ["request/session/steps"])
	"request.session.steps" in agt_005.required with input as json.remove(_good, ["request/session/steps"])
}

test_without_request_session_tool_calls_the_rule_applies_and_asks_for_it if {
	agt_005.applies with input as json.remove(_good, ["request/session/tool_calls"])
	"request.session.tool_calls" in agt_005.required with input as json.remove(_good, ["request/session/tool_calls"])
}

test_without_request_session_elapsed_s_the_rule_applies_and_asks_for_it if {
	agt_005.applies with input as json.remove(_good, ["request/session/elapsed_s"])
	"request.session.elapsed_s" in agt_005.required with input as json.remove(_good, ["request/session/elapsed_s"])
}

test_a_request_by_no_agent_is_not_concerned if not agt_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])
