package bylaw.controls.agt_016_test

import data.bylaw.controls.agt_016

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}, "params": {"restricted_regions": ["eu"]}, "limits": {"restricted_regions": "product: organisation decides where restricted data may go"}}

test_what_keeps_the_rule_passes if {
	agt_016.applies with input as _good
	count(agt_016.findings) == 0 with input as _good
}

test_a_host_that_is_not_listed_is_denied if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "evil.example"}])
	agt_016.findings == {{"actual": "evil.example", "expected": "[\"orders.internal\", \"*.kb.internal\"]", "fields": ["request.destination", "agent.egress_allow"], "message": "request r1 sends data to evil.example, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "evil.example"}])
}

test_a_pattern_allows_one_level if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "A.kb.internal"}])
	count(agt_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "A.kb.internal"}])
}

test_a_pattern_does_not_allow_two if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "a.b.kb.internal"}])
	agt_016.findings == {{"actual": "a.b.kb.internal", "expected": "[\"orders.internal\", \"*.kb.internal\"]", "fields": ["request.destination", "agent.egress_allow"], "message": "request r1 sends data to a.b.kb.internal, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "a.b.kb.internal"}])
}

test_a_name_that_ends_alike_is_another if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "orders.internal.evil.example"}])
	agt_016.findings == {{"actual": "orders.internal.evil.example", "expected": "[\"orders.internal\", \"*.kb.internal\"]", "fields": ["request.destination", "agent.egress_allow"], "message": "request r1 sends data to orders.internal.evil.example, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/host", "value": "orders.internal.evil.example"}])
}

test_an_agent_that_nobody_knows_may_go_nowhere if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}])
	agt_016.findings == {{"actual": "orders.internal", "expected": "[]", "fields": ["request.destination", "agent.egress_allow"], "message": "request r1 sends data to orders.internal, which is not on the list of agent ghost"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/agent_id", "value": "ghost"}])
}

test_an_agent_without_a_list_may_go_nowhere if {
	agt_016.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/egress_allow"}])
	agt_016.findings == {{"actual": "orders.internal", "expected": "[]", "fields": ["request.destination", "agent.egress_allow"], "message": "request r1 sends data to orders.internal, which is not on the list of agent support"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/agent/0/egress_allow"}])
}

test_restricted_data_stays_in_its_region if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/region", "value": "us"}])
	agt_016.findings == {{"actual": "us", "expected": "eu", "fields": ["request.destination", "request.content"], "message": "request r1 sends restricted data to us, which is outside eu (product: organisation decides where restricted data may go)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/region", "value": "us"}])
}

test_restricted_data_does_not_go_to_an_unknown_region if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "remove", "path": "/request/destination/region"}])
	agt_016.findings == {{"actual": "nothing", "expected": "eu", "fields": ["request.destination", "request.content"], "message": "request r1 sends restricted data to a region that nobody names, which is outside eu (product: organisation decides where restricted data may go)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "remove", "path": "/request/destination/region"}])
}

test_restricted_data_may_go_to_its_region if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
	count(agt_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
}

test_other_data_may_go_elsewhere if {
	agt_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/region", "value": "us"}])
	count(agt_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/region", "value": "us"}])
}

test_without_request_content_classification_the_rule_applies_and_asks_for_it if {
	agt_016.applies with input as json.remove(_good, ["request/content/classification"])
	"request.content.classification" in agt_016.required with input as json.remove(_good, ["request/content/classification"])
}

test_a_request_by_no_agent_is_not_concerned if not agt_016.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/agent_id"}])

test_a_request_that_goes_nowhere_is_not_concerned if not agt_016.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/destination"}])
