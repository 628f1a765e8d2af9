package bylaw.controls.agt_013_test

import data.bylaw.controls.agt_013

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "memory_write", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}, "memory_write": {"source": "user", "validated": true, "ttl_days": 30}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"max_ttl_days": 90}, "limits": {"max_ttl_days": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_013.applies with input as _good
	count(agt_013.findings) == 0 with input as _good
}

test_no_source_is_found if {
	agt_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/source", "value": ""}])
	agt_013.findings == {{"actual": "nothing", "expected": "a source", "fields": ["request.memory_write"], "message": "request r1 writes to memory without a source"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/source", "value": ""}])
}

test_no_validation_is_found if {
	agt_013.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/memory_write/validated"}])
	agt_013.findings == {{"actual": "nothing", "expected": "validated: true", "fields": ["request.memory_write"], "message": "request r1 writes to memory what nobody validated"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/memory_write/validated"}])
}

test_a_long_life_is_found if {
	agt_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/ttl_days", "value": 91}])
	agt_013.findings == {{"actual": "91", "expected": "at most 90 days", "fields": ["request.memory_write"], "message": "request r1 writes to memory for 91 days > 90 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/ttl_days", "value": 91}])
}

test_the_limit_itself_is_in_order if {
	agt_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/ttl_days", "value": 90}])
	count(agt_013.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/memory_write/ttl_days", "value": 90}])
}

test_an_endless_life_is_found if {
	agt_013.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/memory_write/ttl_days"}])
	agt_013.findings == {{"actual": "nothing", "expected": "at most 90 days", "fields": ["request.memory_write"], "message": "request r1 writes to memory for all days > 90 (product: no number in law)"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/memory_write/ttl_days"}])
}

test_without_request_memory_write_the_rule_applies_and_asks_for_it if {
	agt_013.applies with input as json.remove(_good, ["request/memory_write"])
	"request.memory_write" in agt_013.required with input as json.remove(_good, ["request/memory_write"])
}

test_another_operation_is_not_concerned if not agt_013.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])
