package bylaw.controls.agt_003_test

import data.bylaw.controls.agt_003

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "tool_call", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"agent": [{"id": "support", "owner": "support@shop.example", "purpose": "first line support", "principal": {"id": "svc-support", "kind": "service", "shared": false, "credential_ttl_s": 900}, "model_ids": ["chat-2026-05-13"], "limits": {"max_steps": 20, "max_tool_calls": 30, "max_seconds": 300, "max_cost_per_call": 0.2, "max_cost_per_session": 1.5, "max_cost_per_day": 150, "currency": "EUR"}, "confirm_for": ["write_external", "irreversible", "payment", "code_exec"], "egress_allow": ["orders.internal", "*.kb.internal"], "tools": [{"name": "kb_search", "server": "kb", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}, {"name": "order_lookup", "server": "orders", "risk": "read", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"customer_id": "equals_principal"}}, {"name": "send_mail", "server": "mail", "risk": "write_external", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"to": "principal_mail"}}, {"name": "refund", "server": "pay", "risk": "payment", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "constraints": {"amount_max": 50}}], "mcp_servers": [{"id": "kb", "transport": "https", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved": true, "auth": "oauth"}], "guardrails": {"input": ["injection", "pii", "secrets"], "output": ["pii", "secrets", "toxicity"]}, "config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_config_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "code_exec": {"enabled": false}}]}}

test_what_keeps_the_rule_passes if {
	agt_003.applies with input as _good
	count(agt_003.findings) == 0 with input as _good
}

test_arguments_that_do_not_fit_are_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/schema_valid", "value": false}])
	agt_003.findings == {{"actual": "false", "expected": "arguments that fit", "fields": ["request.tool"], "message": "request r1: the arguments of kb_search do not fit its schema"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool/schema_valid", "value": false}])
}

test_arguments_that_nobody_checked_are_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/tool/schema_valid"}])
	agt_003.findings == {{"actual": "not checked", "expected": "arguments that fit", "fields": ["request.tool"], "message": "request r1: the arguments of kb_search do not fit its schema"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/tool/schema_valid"}])
}

test_ones_own_orders_may_be_looked_up if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "c-17"}, "schema_valid": true}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "c-17"}, "schema_valid": true}}])
}

test_self_is_ones_own if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "self"}, "schema_valid": true}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "self"}, "schema_valid": true}}])
}

test_the_orders_of_others_may_not if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "other"}, "schema_valid": true}}])
	agt_003.findings == {{"actual": "other", "expected": "customer_id: equals_principal", "fields": ["request.tool", "agent.tools"], "message": "request r1: customer_id of order_lookup breaks the constraint customer_id: equals_principal"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "other"}, "schema_valid": true}}])
}

test_an_agent_acts_for_a_person if {
	agt_003.applies with input as json.patch(_good, [{"op": "add", "path": "/request/principal/on_behalf_of", "value": "c-99"}, {"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "c-17"}, "schema_valid": true}}])
	agt_003.findings == {{"actual": "c-17", "expected": "customer_id: equals_principal", "fields": ["request.tool", "agent.tools"], "message": "request r1: customer_id of order_lookup breaks the constraint customer_id: equals_principal"}} with input as json.patch(_good, [{"op": "add", "path": "/request/principal/on_behalf_of", "value": "c-99"}, {"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {"customer_id": "c-17"}, "schema_valid": true}}])
}

test_an_argument_that_is_missing_breaks_its_constraint if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {}, "schema_valid": true}}])
	agt_003.findings == {{"actual": "nothing", "expected": "customer_id: equals_principal", "fields": ["request.tool", "agent.tools"], "message": "request r1: customer_id of order_lookup breaks the constraint customer_id: equals_principal"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "order_lookup", "server": "orders", "arguments": {}, "schema_valid": true}}])
}

test_mail_goes_to_ones_own_address if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "C17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "C17@mail.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_mail_to_self_is_ones_own if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "self"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "self"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_mail_to_others_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "x@evil.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	agt_003.findings == {{"actual": "x@evil.example", "expected": "to: principal_mail", "fields": ["request.tool", "agent.tools"], "message": "request r1: to of send_mail breaks the constraint to: principal_mail"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "send_mail", "server": "mail", "arguments": {"to": "x@evil.example"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_an_amount_at_the_limit_is_allowed if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 50}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 50}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_an_amount_above_the_limit_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 80}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	agt_003.findings == {{"actual": "80", "expected": "amount_max: 50", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_max: 50"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 80}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_an_amount_that_is_no_number_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": null}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
	agt_003.findings == {{"actual": "null", "expected": "amount_max: 50", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_max: 50"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": null}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}])
}

test_an_amount_below_a_floor_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 4}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
	agt_003.findings == {{"actual": "4", "expected": "amount_min: 5", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_min: 5"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 4}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
}

test_an_amount_at_a_floor_is_allowed if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 5}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 5}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
}

test_a_text_is_above_every_floor_and_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": "9"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
	agt_003.findings == {{"actual": "9", "expected": "amount_min: 5", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_min: 5"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": "9"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": 5}}])
}

test_a_value_of_the_list_is_allowed if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"currency": "EUR"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"currency_in": ["EUR"]}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"currency": "EUR"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"currency_in": ["EUR"]}}])
}

test_a_value_outside_the_list_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"currency": "USD"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"currency_in": ["EUR"]}}])
	agt_003.findings == {{"actual": "USD", "expected": "currency_in: [\"EUR\"]", "fields": ["request.tool", "agent.tools"], "message": "request r1: currency of refund breaks the constraint currency_in: [\"EUR\"]"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"currency": "USD"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"currency_in": ["EUR"]}}])
}

test_a_path_inside_is_allowed if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "data/a.txt"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
	count(agt_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "data/a.txt"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
}

test_a_path_outside_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "etc/passwd"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
	agt_003.findings == {{"actual": "etc/passwd", "expected": "path: [\"data/*\"]", "fields": ["request.tool", "agent.tools"], "message": "request r1: path of refund breaks the constraint path: [\"data/*\"]"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "etc/passwd"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
}

test_a_path_that_climbs_is_denied if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "data/.."}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
	agt_003.findings == {{"actual": "data/..", "expected": "path: [\"data/*\"]", "fields": ["request.tool", "agent.tools"], "message": "request r1: path of refund breaks the constraint path: [\"data/*\"]"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"path": "data/.."}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"path": ["data/*"]}}])
}

test_a_constraint_that_nobody_knows_holds_for_nothing if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"x": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"x": "sometimes"}}])
	agt_003.findings == {{"actual": "1", "expected": "x: sometimes", "fields": ["request.tool", "agent.tools"], "message": "request r1: x of refund breaks the constraint x: sometimes"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"x": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"x": "sometimes"}}])
}

test_a_list_for_a_list_key_is_no_pattern if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"x_in": "a"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"x_in": ["a"]}}])
	agt_003.findings == {{"actual": "nothing", "expected": "x_in: [\"a\"]", "fields": ["request.tool", "agent.tools"], "message": "request r1: x of refund breaks the constraint x_in: [\"a\"]"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"x_in": "a"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"x_in": ["a"]}}])
}

test_a_bound_that_is_no_number_holds_for_nothing if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_max": "fifty"}}])
	agt_003.findings == {{"actual": "1", "expected": "amount_max: fifty", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_max: fifty"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_max": "fifty"}}])
}

test_a_floor_that_is_no_number_holds_for_nothing if {
	agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": null}}])
	agt_003.findings == {{"actual": "1", "expected": "amount_min: null", "fields": ["request.tool", "agent.tools"], "message": "request r1: amount of refund breaks the constraint amount_min: null"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/tool", "value": {"name": "refund", "server": "pay", "arguments": {"amount": 1}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}}, {"op": "replace", "path": "/all/agent/0/tools/3/constraints", "value": {"amount_min": null}}])
}

test_without_request_tool_arguments_the_rule_applies_and_asks_for_it if {
	agt_003.applies with input as json.remove(_good, ["request/tool/arguments"])
	"request.tool.arguments" in agt_003.required with input as json.remove(_good, ["request/tool/arguments"])
}

test_another_operation_is_not_concerned if not agt_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])
