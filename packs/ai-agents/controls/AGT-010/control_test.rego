package bylaw.controls.agt_010_test

import data.bylaw.controls.agt_010

_good := {"subject": {"kind": "agent", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "agent": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}, "all": {"request": [{"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}]}}

test_what_keeps_the_rule_passes if {
	agt_010.applies with input as _good
	count(agt_010.findings) == 0 with input as _good
}

test_a_server_that_is_not_approved_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/mcp_servers/0/approved", "value": false}])
	agt_010.findings == {{"actual": "approved: false", "expected": "an approved server", "fields": ["agent.mcp_servers"], "message": "agent support uses server kb, which is not approved"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/mcp_servers/0/approved", "value": false}])
}

test_a_server_that_does_not_say_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/agent/mcp_servers/0/approved"}])
	agt_010.findings == {{"actual": "approved: nothing", "expected": "an approved server", "fields": ["agent.mcp_servers"], "message": "agent support uses server kb, which is not approved"}} with input as json.patch(_good, [{"op": "remove", "path": "/agent/mcp_servers/0/approved"}])
}

test_a_tool_that_changed_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/tools/0/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	agt_010.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["agent.tools"], "message": "agent support: the definition of tool kb_search changed since it was approved"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/tools/0/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_a_tool_of_unknown_digest_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/agent/tools/0/schema_sha256"}])
	agt_010.findings == {{"actual": "not known", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["agent.tools"], "message": "agent support: the definition of tool kb_search changed since it was approved"}} with input as json.patch(_good, [{"op": "remove", "path": "/agent/tools/0/schema_sha256"}])
}

test_a_tool_that_was_never_approved_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/tools/0/approved_sha256", "value": ""}])
	agt_010.findings == {{"actual": "nothing", "expected": "approved_sha256", "fields": ["agent.tools"], "message": "agent support: the definition of tool kb_search was never approved"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/tools/0/approved_sha256", "value": ""}])
}

test_a_tool_that_changed_under_way_is_found if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	agt_010.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["request.tool", "agent.tools"], "message": "agent support: request r1 met another definition of tool kb_search than the approved one"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_the_tool_of_another_server_is_another if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/tool/server", "value": "x"}])
	count(agt_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/tool/server", "value": "x"}])
}

test_the_request_of_another_agent_is_its_own_matter if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/agent_id", "value": "x"}])
	count(agt_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/agent_id", "value": "x"}])
}

test_another_tool_is_another if {
	agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/tool/name", "value": "x"}])
	count(agt_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/tool/schema_sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"op": "replace", "path": "/all/request/0/tool/name", "value": "x"}])
}

test_a_request_without_digest_is_in_order if {
	agt_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/request/0/tool/schema_sha256"}])
	count(agt_010.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/all/request/0/tool/schema_sha256"}])
}

test_without_agent_mcp_servers_the_rule_applies_and_asks_for_it if {
	agt_010.applies with input as json.remove(_good, ["agent/mcp_servers"])
	"agent.mcp_servers" in agt_010.required with input as json.remove(_good, ["agent/mcp_servers"])
}

test_without_agent_tools_the_rule_applies_and_asks_for_it if {
	agt_010.applies with input as json.remove(_good, ["agent/tools"])
	"agent.tools" in agt_010.required with input as json.remove(_good, ["agent/tools"])
}

test_an_agent_without_tools_is_not_concerned if not agt_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/mcp_servers", "value": []}, {"op": "replace", "path": "/agent/tools", "value": []}])
