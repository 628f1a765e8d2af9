package bylaw.controls.agt_018_test

import data.bylaw.controls.agt_018

_good := {"subject": {"kind": "agent", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "agent": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}}

test_what_keeps_the_rule_passes if {
	agt_018.applies with input as _good
	count(agt_018.findings) == 0 with input as _good
}

test_a_changed_configuration_is_found if agt_018.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["agent.config_digest", "agent.approved_config_digest"], "message": "agent support: its configuration is not the approved one"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/config_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_without_agent_config_digest_the_rule_applies_and_asks_for_it if {
	agt_018.applies with input as json.remove(_good, ["agent/config_digest"])
	"agent.config_digest" in agt_018.required with input as json.remove(_good, ["agent/config_digest"])
}

test_without_agent_approved_config_digest_the_rule_applies_and_asks_for_it if {
	agt_018.applies with input as json.remove(_good, ["agent/approved_config_digest"])
	"agent.approved_config_digest" in agt_018.required with input as json.remove(_good, ["agent/approved_config_digest"])
}
