package bylaw.controls.agt_011_test

import data.bylaw.controls.agt_011

_good := {"subject": {"kind": "agent", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "agent": {"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}, "all": {"request": [{"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}]}, "params": {"max_ttl_seconds": 3600}, "limits": {"max_ttl_seconds": "convention: usual access-token life"}}

test_what_keeps_the_rule_passes if {
	agt_011.applies with input as _good
	count(agt_011.findings) == 0 with input as _good
}

test_the_token_of_a_person_is_found if agt_011.findings == {{"actual": "person", "expected": "an identity of its own", "fields": ["agent.principal"], "message": "agent support uses the identity of a person"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/kind", "value": "person"}])

test_a_user_is_a_person if agt_011.findings == {{"actual": "user", "expected": "an identity of its own", "fields": ["agent.principal"], "message": "agent support uses the identity of a user"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/kind", "value": "user"}])

test_a_human_is_a_person if agt_011.findings == {{"actual": "human", "expected": "an identity of its own", "fields": ["agent.principal"], "message": "agent support uses the identity of a human"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/kind", "value": "human"}])

test_a_shared_identity_is_found if agt_011.findings == {{"actual": "true", "expected": "shared: false", "fields": ["agent.principal"], "message": "agent support shares its identity with others, or does not say that it does not"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/shared", "value": true}])

test_an_identity_that_does_not_say_is_found if agt_011.findings == {{"actual": "nothing", "expected": "shared: false", "fields": ["agent.principal"], "message": "agent support shares its identity with others, or does not say that it does not"}} with input as json.patch(_good, [{"op": "remove", "path": "/agent/principal/shared"}])

test_a_long_lived_token_is_found if agt_011.findings == {{"actual": "3601", "expected": "at most 3600 seconds", "fields": ["agent.principal"], "message": "agent support has tokens of 3601 seconds > 3600 (convention: usual access-token life)"}} with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/credential_ttl_s", "value": 3601}])

test_the_limit_itself_is_in_order if count(agt_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/agent/principal/credential_ttl_s", "value": 3600}])

test_a_token_of_unknown_life_is_found if agt_011.findings == {{"actual": "nothing", "expected": "at most 3600 seconds", "fields": ["agent.principal"], "message": "agent support has tokens of unknown seconds > 3600 (convention: usual access-token life)"}} with input as json.patch(_good, [{"op": "remove", "path": "/agent/principal/credential_ttl_s"}])

test_a_long_lived_token_in_use_is_found if agt_011.findings == {{"actual": "3601", "expected": "at most 3600 seconds", "fields": ["request.credential"], "message": "agent support: request r1 bears a token of 3601 seconds > 3600 (convention: usual access-token life)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/credential/ttl_s", "value": 3601}])

test_a_wide_scope_is_found if agt_011.findings == {{"actual": "orders.*", "expected": "named scopes", "fields": ["request.credential"], "message": "agent support: request r1 bears the scope orders.*"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/credential/scopes", "value": ["orders.*"]}])

test_the_requests_of_others_are_their_own_matter if count(agt_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/request/0/agent_id", "value": "x"}, {"op": "replace", "path": "/all/request/0/credential", "value": {"ttl_s": 99999, "scopes": ["*"]}}])

test_without_agent_principal_the_rule_applies_and_asks_for_it if {
	agt_011.applies with input as json.remove(_good, ["agent/principal"])
	"agent.principal" in agt_011.required with input as json.remove(_good, ["agent/principal"])
}
