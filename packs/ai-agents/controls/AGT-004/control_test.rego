package bylaw.controls.agt_004_test

import data.bylaw.controls.agt_004

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"max_cost_per_call": 1.0, "max_cost_per_session": 10.0, "max_cost_per_day": 200.0}, "limits": {"max_cost_per_call": "product: no number in law", "max_cost_per_session": "product: no number in law", "max_cost_per_day": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	agt_004.applies with input as _good
	count(agt_004.findings) == 0 with input as _good
}

test_a_dear_call_is_denied if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.21}])
	agt_004.findings == {{"actual": "0.21", "expected": "at most 0.2", "fields": ["request.cost_estimate", "agent.limits"], "message": "request r1: this call costs 0.21 > 0.2"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.21}])
}

test_a_call_at_the_limit_is_allowed if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.2}])
	count(agt_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.2}])
}

test_a_dear_session_is_denied if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/cost", "value": 1.49}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.05}])
	agt_004.findings == {{"actual": "1.54", "expected": "at most 1.5", "fields": ["request.session", "request.cost_estimate", "agent.limits"], "message": "request r1: the session costs 1.54 with this call > 1.5"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/session/cost", "value": 1.49}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.05}])
}

test_a_session_at_the_limit_is_allowed if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/session/cost", "value": 1.45}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.05}])
	count(agt_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/session/cost", "value": 1.45}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 0.05}])
}

test_a_dear_day_is_denied if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/spend_today/amount", "value": 150}])
	agt_004.findings == {{"actual": "150.01", "expected": "at most 150", "fields": ["request.spend_today", "request.cost_estimate", "agent.limits"], "message": "request r1: the day costs 150.01 with this call > 150"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/spend_today/amount", "value": 150}])
}

test_a_day_at_the_limit_is_allowed if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/spend_today/amount", "value": 149.99}])
	count(agt_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/spend_today/amount", "value": 149.99}])
}

test_another_currency_is_denied if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/currency", "value": "USD"}])
	agt_004.findings == {{"actual": "USD", "expected": "EUR", "fields": ["request.cost_estimate", "agent.limits"], "message": "request r1: costs are in USD and the limits in EUR"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/cost_estimate/currency", "value": "USD"}])
}

test_without_own_limits_those_of_the_organisation_count if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits", "value": {"currency": "EUR"}}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
	agt_004.findings == {{"actual": "1.1", "expected": "at most 1", "fields": ["request.cost_estimate", "agent.limits"], "message": "request r1: this call costs 1.1 > 1"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits", "value": {"currency": "EUR"}}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
}

test_an_agent_may_not_allow_itself_more if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits/max_cost_per_call", "value": 5}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
	agt_004.findings == {{"actual": "1.1", "expected": "at most 1", "fields": ["request.cost_estimate", "agent.limits"], "message": "request r1: this call costs 1.1 > 1"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/agent/0/limits/max_cost_per_call", "value": 5}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
}

test_an_agent_that_nobody_knows_is_held_to_the_limits_of_the_organisation if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
	agt_004.findings == {{"actual": "1.1", "expected": "at most 1", "fields": ["request.cost_estimate", "agent.limits"], "message": "request r1: this call costs 1.1 > 1"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}, {"op": "replace", "path": "/request/cost_estimate/amount", "value": 1.1}])
}

test_elsewhere_an_unknown_price_is_none if {
	agt_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/environment", "value": "test"}, {"op": "remove", "path": "/request/cost_estimate"}])
	count(agt_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/environment", "value": "test"}, {"op": "remove", "path": "/request/cost_estimate"}])
}

test_without_request_session_cost_the_rule_applies_and_asks_for_it if {
	agt_004.applies with input as json.remove(_good, ["request/session/cost"])
	"request.session.cost" in agt_004.required with input as json.remove(_good, ["request/session/cost"])
}

test_without_request_spend_today_amount_the_rule_applies_and_asks_for_it if {
	agt_004.applies with input as json.remove(_good, ["request/spend_today/amount"])
	"request.spend_today.amount" in agt_004.required with input as json.remove(_good, ["request/spend_today/amount"])
}

test_in_production_an_unknown_price_is_asked_for if {
	agt_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/cost_estimate"}])
	"request.cost_estimate.amount" in agt_004.required with input as json.patch(_good, [{"op": "remove", "path": "/request/cost_estimate"}])
}

test_what_is_there_is_not_asked_for if agt_004.required == {"request.cost_estimate.amount", "request.session.cost", "request.spend_today.amount"} with input as _good

test_a_request_by_no_agent_is_not_concerned if not agt_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])
