package bylaw.controls.agt_008_test

import data.bylaw.controls.agt_008

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": ["web"], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"approval_ttl_seconds": 600}, "limits": {"approval_ttl_seconds": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_008.applies with input as _good
	count(agt_008.findings) == 0 with input as _good
}

test_mail_after_a_web_page_is_denied if {
	agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	agt_008.findings == {{"actual": "write_external", "expected": "a tool that reads, or a confirmed call", "fields": ["request.content", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) after untrusted content (web) entered the context"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_a_confirmed_call_is_allowed if {
	agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "add", "path": "/request/approval", "value": {"id": "a1", "requested_by": "c-17", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}])
	count(agt_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "add", "path": "/request/approval", "value": {"id": "a1", "requested_by": "c-17", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}])
}

test_an_unconfirmed_approval_does_not_count if {
	agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "add", "path": "/request/approval", "value": {"id": "a1", "requested_by": "c-17", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
	agt_008.findings == {{"actual": "write_external", "expected": "a tool that reads, or a confirmed call", "fields": ["request.content", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) after untrusted content (web) entered the context"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "add", "path": "/request/approval", "value": {"id": "a1", "requested_by": "c-17", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
}

test_writing_inside_is_allowed if {
	agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/tools/0/risk", "value": "write_internal"}])
	count(agt_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/tools/0/risk", "value": "write_internal"}])
}

test_a_tool_of_unknown_risk_is_denied if {
	agt_008.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/tools/0/risk"}])
	agt_008.findings == {{"actual": "unknown risk", "expected": "a tool that reads, or a confirmed call", "fields": ["request.content", "request.tool", "agent.tools"], "message": "request r1 calls kb_search (unknown risk) after untrusted content (web) entered the context"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/tools/0/risk"}])
}

test_a_tool_that_is_not_listed_is_denied if {
	agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/name", "value": "x"}])
	agt_008.findings == {{"actual": "unknown tool", "expected": "a tool that reads, or a confirmed call", "fields": ["request.content", "request.tool", "agent.tools"], "message": "request r1 calls x (unknown tool) after untrusted content (web) entered the context"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/name", "value": "x"}])
}

test_without_request_tool_name_the_rule_applies_and_asks_for_it if {
	agt_008.applies with input as json.remove(_good, ["request/tool/name"])
	"request.tool.name" in agt_008.required with input as json.remove(_good, ["request/tool/name"])
}

test_another_operation_is_not_concerned if not agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])

test_trusted_content_switches_nothing_off if not agt_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/untrusted_sources", "value": []}])
