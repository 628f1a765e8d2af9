package bylaw.controls.agt_017_test

import data.bylaw.controls.agt_017

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1, "error_rate": 0.1, "deny_rate": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"max_error_rate": 0.5, "max_deny_rate": 0.3}, "limits": {"max_error_rate": "product: no number in law", "max_deny_rate": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_017.applies with input as _good
	count(agt_017.findings) == 0 with input as _good
}

test_many_errors_stop_the_agent if {
	agt_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/error_rate", "value": 0.51}])
	agt_017.findings == {{"actual": "0.51", "expected": "at most 0.5", "fields": ["request.session"], "message": "request r1: the error rate of the session is 0.51 > 0.5 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/error_rate", "value": 0.51}])
}

test_many_denials_stop_the_agent if {
	agt_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/deny_rate", "value": 0.31}])
	agt_017.findings == {{"actual": "0.31", "expected": "at most 0.3", "fields": ["request.session"], "message": "request r1: the denial rate of the session is 0.31 > 0.3 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/deny_rate", "value": 0.31}])
}

test_the_limits_themselves_are_in_order if {
	agt_017.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/error_rate", "value": 0.5}, {"op": "replace", "path": "/request/session/deny_rate", "value": 0.3}])
	count(agt_017.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/session/error_rate", "value": 0.5}, {"op": "replace", "path": "/request/session/deny_rate", "value": 0.3}])
}

test_without_request_session_error_rate_the_rule_applies_and_asks_for_it if {
	agt_017.applies with input as json.remove(_good, ["request/session/error_rate"])
	"request.session.error_rate" in agt_017.required with input as json.remove(_good, ["request/session/error_rate"])
}

test_without_request_session_deny_rate_the_rule_applies_and_asks_for_it if {
	agt_017.applies with input as json.remove(_good, ["request/session/deny_rate"])
	"request.session.deny_rate" in agt_017.required with input as json.remove(_good, ["request/session/deny_rate"])
}

test_a_request_by_no_agent_is_not_concerned if not agt_017.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])
