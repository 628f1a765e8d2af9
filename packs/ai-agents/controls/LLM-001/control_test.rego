package bylaw.controls.llm_001_test

import data.bylaw.controls.llm_001

_good := {"subject": {"kind": "system", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "generates": ["text"]}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"required_input": ["injection", "pii", "secrets"], "required_output": ["pii", "secrets", "toxicity"]}, "limits": {"required_input": "standard: LLM01, LLM02", "required_output": "standard: LLM02, LLM05"}}

test_what_keeps_the_rule_passes if {
	llm_001.applies with input as _good
	count(llm_001.findings) == 0 with input as _good
}

test_a_detector_that_is_missing_on_input_is_found if {
	llm_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/guardrails/input", "value": ["pii", "secrets"]}])
	llm_001.findings == {{"actual": "[\"pii\", \"secrets\"]", "expected": "injection", "fields": ["agent.guardrails"], "message": "system support: support has no injection detector on its input (standard: LLM01, LLM02)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/guardrails/input", "value": ["pii", "secrets"]}])
}

test_a_detector_that_is_missing_on_output_is_found if {
	llm_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/guardrails/output", "value": ["pii", "secrets"]}])
	llm_001.findings == {{"actual": "[\"pii\", \"secrets\"]", "expected": "toxicity", "fields": ["agent.guardrails"], "message": "system support: support has no toxicity detector on its output (standard: LLM02, LLM05)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/guardrails/output", "value": ["pii", "secrets"]}])
}

test_an_agent_without_guardrails_lacks_all if {
	llm_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/guardrails"}])
	llm_001.findings == {{"actual": "[]", "expected": "injection", "fields": ["agent.guardrails"], "message": "system support: support has no injection detector on its input (standard: LLM01, LLM02)"}, {"actual": "[]", "expected": "pii", "fields": ["agent.guardrails"], "message": "system support: support has no pii detector on its input (standard: LLM01, LLM02)"}, {"actual": "[]", "expected": "pii", "fields": ["agent.guardrails"], "message": "system support: support has no pii detector on its output (standard: LLM02, LLM05)"}, {"actual": "[]", "expected": "secrets", "fields": ["agent.guardrails"], "message": "system support: support has no secrets detector on its input (standard: LLM01, LLM02)"}, {"actual": "[]", "expected": "secrets", "fields": ["agent.guardrails"], "message": "system support: support has no secrets detector on its output (standard: LLM02, LLM05)"}, {"actual": "[]", "expected": "toxicity", "fields": ["agent.guardrails"], "message": "system support: support has no toxicity detector on its output (standard: LLM02, LLM05)"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/guardrails"}])
}

test_the_guardrails_of_a_system_without_agents_count if {
	llm_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}, {"op": "add", "path": "/system/guardrails", "value": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets"]}}])
	llm_001.findings == {{"actual": "[\"pii\", \"secrets\"]", "expected": "toxicity", "fields": ["agent.guardrails"], "message": "system support: support has no toxicity detector on its output (standard: LLM02, LLM05)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}, {"op": "add", "path": "/system/guardrails", "value": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets"]}}])
}

test_without_any_guardrail_they_are_asked_for if {
	llm_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
	"agent.guardrails" in llm_001.required with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {}}])
}

test_what_is_there_is_not_asked_for if count(llm_001.required) == 0 with input as _good

test_a_system_that_generates_nothing_is_not_concerned if not llm_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/generates", "value": []}])
