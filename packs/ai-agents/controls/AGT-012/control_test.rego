package bylaw.controls.agt_012_test

import data.bylaw.controls.agt_012

_good := {"subject": {"kind": "agent", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "agent": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": true, "sandbox": "gvisor", "network": false}}}

test_what_keeps_the_rule_passes if {
	agt_012.applies with input as _good
	count(agt_012.findings) == 0 with input as _good
}

test_nothing_is_no_sandbox if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": ""}])
	agt_012.findings == {{"actual": "", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in , which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": ""}])
}

test_none_is_no_sandbox if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "none"}])
	agt_012.findings == {{"actual": "none", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in none, which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "none"}])
}

test_host_is_no_sandbox if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "host"}])
	agt_012.findings == {{"actual": "host", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in host, which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "host"}])
}

test_process_is_no_sandbox if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "process"}])
	agt_012.findings == {{"actual": "process", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in process, which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": "process"}])
}

test_false_is_no_sandbox if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": false}])
	agt_012.findings == {{"actual": "false", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in false, which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/sandbox", "value": false}])
}

test_network_that_nobody_allowed_is_found if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": true}])
	agt_012.findings == {{"actual": "network: true", "expected": "no network, or a reason", "fields": ["agent.code_exec"], "message": "agent support runs code with network access that nobody allowed"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": true}])
}

test_network_that_nobody_rules_out_is_found if {
	agt_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/agent/code_exec/network"}])
	agt_012.findings == {{"actual": "network: nothing", "expected": "no network, or a reason", "fields": ["agent.code_exec"], "message": "agent support runs code with network access that nobody allowed"}} with input as json.patch(_good, [{"op": "remove", "path": "/agent/code_exec/network"}])
}

test_network_with_a_reason_is_in_order if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": true}, {"op": "add", "path": "/agent/code_exec/network_allowed_because", "value": "package index"}])
	count(agt_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": true}, {"op": "add", "path": "/agent/code_exec/network_allowed_because", "value": "package index"}])
}

test_no_network_in_a_word_is_none if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": "none"}])
	count(agt_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec/network", "value": "none"}])
}

test_a_tool_that_runs_code_is_concerned if {
	agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec", "value": {"sandbox": "none", "network": false}}, {"op": "replace", "path": "/agent/tools", "value": [{"name": "py", "risk": "code_exec"}]}])
	agt_012.findings == {{"actual": "none", "expected": "an isolated sandbox", "fields": ["agent.code_exec"], "message": "agent support runs code in none, which is no sandbox"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec", "value": {"sandbox": "none", "network": false}}, {"op": "replace", "path": "/agent/tools", "value": [{"name": "py", "risk": "code_exec"}]}])
}

test_without_agent_code_exec_sandbox_the_rule_applies_and_asks_for_it if {
	agt_012.applies with input as json.remove(_good, ["agent/code_exec/sandbox"])
	"agent.code_exec.sandbox" in agt_012.required with input as json.remove(_good, ["agent/code_exec/sandbox"])
}

test_an_agent_that_runs_no_code_is_not_concerned if not agt_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/agent/code_exec", "value": {"enabled": false}}])

test_an_agent_that_says_nothing_and_has_no_such_tool_is_not_concerned if not agt_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/agent/code_exec"}])
