package bylaw.controls.agt_007_test

import data.bylaw.controls.agt_007

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "refund", "server": "pay", "arguments": {"amount": 1000}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}, "approval": {"id": "a1", "requested_by": "support", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"amount_from": 1000}, "limits": {"amount_from": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_007.applies with input as _good
	count(agt_007.findings) == 0 with input as _good
}

test_the_caller_is_no_second_person if {
	agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "C-17"}])
	agt_007.findings == {{"actual": "C-17", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: C-17 approved and is the caller"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "C-17"}])
}

test_the_one_who_asked_is_none if {
	agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/requested_by", "value": "clerk"}])
	agt_007.findings == {{"actual": "clerk", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: clerk approved and is the one who asked"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/requested_by", "value": "clerk"}])
}

test_the_person_the_agent_acts_for_is_none if {
	agt_007.applies with input as json.patch(_good, [{"op": "add", "path": "/request/principal/on_behalf_of", "value": "clerk"}])
	agt_007.findings == {{"actual": "clerk", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: clerk approved and is the person the agent acts for"}} with input as json.patch(_good, [{"op": "add", "path": "/request/principal/on_behalf_of", "value": "clerk"}])
}

test_the_agent_is_none if {
	agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "support"}, {"op": "replace", "path": "/request/approval/requested_by", "value": "x"}])
	agt_007.findings == {{"actual": "support", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: support approved and is the agent"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "support"}, {"op": "replace", "path": "/request/approval/requested_by", "value": "x"}])
}

test_the_identity_of_the_agent_is_none if {
	agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "svc-support"}])
	agt_007.findings == {{"actual": "svc-support", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: svc-support approved and is the identity of the agent"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": "svc-support"}])
}

test_what_has_no_amount_is_large if {
	agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/arguments", "value": {}}, {"op": "replace", "path": "/all/agent/0/tools/3/risk", "value": "irreversible"}, {"op": "replace", "path": "/request/approval/approver", "value": "c-17"}])
	agt_007.findings == {{"actual": "c-17", "expected": "a second person", "fields": ["request.approval", "request.principal"], "message": "request r1: c-17 approved and is the caller"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/arguments", "value": {}}, {"op": "replace", "path": "/all/agent/0/tools/3/risk", "value": "irreversible"}, {"op": "replace", "path": "/request/approval/approver", "value": "c-17"}])
}

test_without_request_approval_approver_the_rule_applies_and_asks_for_it if {
	agt_007.applies with input as json.remove(_good, ["request/approval/approver"])
	"request.approval.approver" in agt_007.required with input as json.remove(_good, ["request/approval/approver"])
}

test_another_operation_is_not_concerned if not agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])

test_a_small_amount_is_not_concerned if not agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/arguments/amount", "value": 999}])

test_mail_is_not_concerned if not agt_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
