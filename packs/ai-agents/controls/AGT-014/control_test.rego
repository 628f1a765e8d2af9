package bylaw.controls.agt_014_test

import data.bylaw.controls.agt_014

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "agent_message", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}, "peer": {"id": "a2", "authenticated": true}}}

test_what_keeps_the_rule_passes if {
	agt_014.applies with input as _good
	count(agt_014.findings) == 0 with input as _good
}

test_an_open_channel_is_denied if {
	agt_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/peer/authenticated", "value": false}])
	agt_014.findings == {{"actual": "false", "expected": "authenticated: true", "fields": ["request.peer"], "message": "request r1: the message of a2 came over a channel that is not authenticated"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/peer/authenticated", "value": false}])
}

test_a_channel_that_does_not_say_is_denied if {
	agt_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/peer", "value": {}}])
	agt_014.findings == {{"actual": "nothing", "expected": "authenticated: true", "fields": ["request.peer"], "message": "request r1: the message of an agent without name came over a channel that is not authenticated"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/peer", "value": {}}])
}

test_without_request_peer_the_rule_applies_and_asks_for_it if {
	agt_014.applies with input as json.remove(_good, ["request/peer"])
	"request.peer" in agt_014.required with input as json.remove(_good, ["request/peer"])
}

test_another_operation_is_not_concerned if not agt_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "chat"}])
