package bylaw.controls.agt_006_test

import data.bylaw.controls.agt_006

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "send_mail", "server": "mail", "arguments": {"to": "c17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}, "approval": {"id": "a1", "requested_by": "c-17", "approver": "clerk", "at": "2026-11-22T23:59:20Z", "expires_at": "2026-11-23T00:09:20Z", "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"approval_ttl_seconds": 600}, "limits": {"approval_ttl_seconds": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_006.applies with input as _good
	count(agt_006.findings) == 0 with input as _good
}

test_a_call_that_nobody_confirmed_is_stopped if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}])
}

test_an_approval_of_other_arguments_does_not_count if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/arguments_sha256", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
	agt_006.findings == {{"actual": "approval a1 of digest aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa at 2026-11-22T23:59:20Z", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/arguments_sha256", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
}

test_an_old_approval_does_not_count if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-22T23:49:59Z"}])
	agt_006.findings == {{"actual": "approval a1 of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb at 2026-11-22T23:49:59Z", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-22T23:49:59Z"}])
}

test_an_approval_of_the_limit_counts if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-22T23:50:00Z"}])
	count(agt_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-22T23:50:00Z"}])
}

test_an_approval_from_the_future_does_not_count if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-23T00:00:01Z"}])
	agt_006.findings == {{"actual": "approval a1 of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb at 2026-11-23T00:00:01Z", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/at", "value": "2026-11-23T00:00:01Z"}])
}

test_an_expired_approval_does_not_count if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/expires_at", "value": "2026-11-22T23:59:59Z"}])
	agt_006.findings == {{"actual": "approval a1 of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb at 2026-11-22T23:59:20Z", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/expires_at", "value": "2026-11-22T23:59:59Z"}])
}

test_an_approval_without_expiry_counts if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval/expires_at"}])
	count(agt_006.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/request/approval/expires_at"}])
}

test_an_approval_by_nobody_does_not_count if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": ""}])
	agt_006.findings == {{"actual": "approval a1 of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb at 2026-11-22T23:59:20Z", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/approval/approver", "value": ""}])
}

test_a_payment_is_risky if {
	agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 30}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "remove", "path": "/request/approval"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls refund (payment) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 30}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "remove", "path": "/request/approval"}])
}

test_a_tool_of_no_risk_is_taken_for_risky if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "replace", "path": "/all/agent/0/tools/2", "value": {"name": "send_mail", "server": "mail"}}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (a risk that nobody names) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "replace", "path": "/all/agent/0/tools/2", "value": {"name": "send_mail", "server": "mail"}}])
}

test_without_a_list_the_usual_classes_are_confirmed if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (write_external) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}])
}

test_irreversible_is_confirmed_without_a_list if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "irreversible"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (irreversible) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "irreversible"}])
}

test_payment_is_confirmed_without_a_list if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "payment"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (payment) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "payment"}])
}

test_code_exec_is_confirmed_without_a_list if {
	agt_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "code_exec"}])
	agt_006.findings == {{"actual": "no approval", "expected": "an approval of digest bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, at most 600 seconds old", "fields": ["request.approval", "request.tool", "agent.tools"], "message": "request r1 calls send_mail (code_exec) and nobody confirmed exactly this call"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/approval"}, {"op": "remove", "path": "/all/agent/0/confirm_for"}, {"op": "replace", "path": "/all/agent/0/tools/2/risk", "value": "code_exec"}])
}

test_without_request_at_the_rule_applies_and_asks_for_it if {
	agt_006.applies with input as json.remove(_good, ["request/at"])
	"request.at" in agt_006.required with input as json.remove(_good, ["request/at"])
}

test_without_request_tool_arguments_sha256_the_rule_applies_and_asks_for_it if {
	agt_006.applies with input as json.remove(_good, ["request/tool/arguments_sha256"])
	"request.tool.arguments_sha256" in agt_006.required with input as json.remove(_good, ["request/tool/arguments_sha256"])
}

test_another_operation_is_not_concerned if not agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])

test_reading_needs_no_confirmation if not agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])

test_a_tool_that_is_not_listed_is_another_matter if not agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/name", "value": "x"}])

test_an_agent_may_confirm_other_classes if not agt_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/confirm_for", "value": ["payment"]}])
