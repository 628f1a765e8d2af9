package bylaw.controls.agt_002_test

import data.bylaw.controls.agt_002

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}}

test_what_keeps_the_rule_passes if {
	agt_002.applies with input as _good
	count(agt_002.findings) == 0 with input as _good
}

test_a_tool_that_is_not_listed_is_denied if {
	agt_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/name", "value": "run_sql"}])
	agt_002.findings == {{"actual": "run_sql", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls run_sql of kb, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/name", "value": "run_sql"}])
}

test_a_tool_of_another_server_is_denied if {
	agt_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/server", "value": "evil"}])
	agt_002.findings == {{"actual": "kb_search", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls kb_search of evil, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/server", "value": "evil"}])
}

test_a_call_without_names_is_denied if {
	agt_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {}}])
	agt_002.findings == {{"actual": "a tool without name", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls a tool without name of a server without name, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {}}])
}

test_an_agent_that_nobody_knows_may_call_nothing if {
	agt_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}])
	agt_002.findings == {{"actual": "kb_search", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls kb_search of kb, which is not on the list of agent ghost"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}])
}

test_a_call_by_nobody_is_denied if {
	agt_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])
	agt_002.findings == {{"actual": "kb_search", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls kb_search of kb, which is not on the list of agent without name"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])
}

test_an_environment_that_is_not_listed_is_denied if {
	agt_002.applies with input as json.patch(_good, [{"op": "add", "path": "/all/agent/0/tools/0/environments", "value": ["test"]}])
	agt_002.findings == {{"actual": "prod", "expected": "test", "fields": ["request.environment", "agent.tools"], "message": "request r1 calls kb_search, which agent support may not use in prod"}} with input as json.patch(_good, [{"op": "add", "path": "/all/agent/0/tools/0/environments", "value": ["test"]}])
}

test_an_environment_that_is_listed_is_allowed if {
	agt_002.applies with input as json.patch(_good, [{"op": "add", "path": "/all/agent/0/tools/0/environments", "value": ["test", "prod"]}])
	count(agt_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all/agent/0/tools/0/environments", "value": ["test", "prod"]}])
}

test_an_agent_beside_the_request_counts if {
	agt_002.applies with input as json.patch(_good, [{"op": "add", "path": "/agent", "value": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}}])
	agt_002.findings == {{"actual": "kb_search", "expected": "a tool of the list", "fields": ["request.tool", "agent.tools"], "message": "request r1 calls kb_search of kb, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "add", "path": "/agent", "value": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}}])
}

test_without_request_tool_the_rule_applies_and_asks_for_it if {
	agt_002.applies with input as json.remove(_good, ["request/tool"])
	"request.tool" in agt_002.required with input as json.remove(_good, ["request/tool"])
}

test_another_operation_is_not_concerned if not agt_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])
