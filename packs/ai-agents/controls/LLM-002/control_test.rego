package bylaw.controls.llm_002_test

import data.bylaw.controls.llm_002

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "chat", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "internal"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "orders.internal", "region": "eu"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "decision": {"effect": "allow"}, "params": {"min_confidence": 0.7}, "limits": {"min_confidence": "product: see PRV-001"}}

test_what_keeps_the_rule_passes if {
	llm_002.applies with input as _good
	count(llm_002.findings) == 0 with input as _good
}

test_personal_data_of_others_is_held_back if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.96}]}])
	llm_002.findings == {{"actual": "allow", "expected": "redact or deny", "fields": ["request.content", "decision.effect"], "message": "request r1: the answer holds IBAN (confidence 0.96 >= 0.7 (product: see PRV-001)) and was let through"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.96}]}])
}

test_the_limit_itself_counts if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.7}]}])
	llm_002.findings == {{"actual": "allow", "expected": "redact or deny", "fields": ["request.content", "decision.effect"], "message": "request r1: the answer holds IBAN (confidence 0.7 >= 0.7 (product: see PRV-001)) and was let through"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.7}]}])
}

test_a_weak_finding_does_not_count if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.69}]}])
	count(llm_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.69}]}])
}

test_a_finding_without_confidence_is_certain if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
	llm_002.findings == {{"actual": "allow", "expected": "redact or deny", "fields": ["request.content", "decision.effect"], "message": "request r1: the answer holds IBAN (confidence 1 >= 0.7 (product: see PRV-001)) and was let through"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
}

test_ones_own_data_may_be_said if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.9, "owner": "c-17"}]}])
	count(llm_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN", "confidence": 0.9, "owner": "c-17"}]}])
}

test_a_secret_is_held_back if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}])
	llm_002.findings == {{"actual": "allow", "expected": "redact or deny", "fields": ["request.content", "decision.effect"], "message": "request r1: the answer holds a secret (api-key) and was let through"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}])
}

test_a_redacted_answer_is_in_order if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/effect", "value": "redact"}, {"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}, {"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
	count(llm_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/decision/effect", "value": "redact"}, {"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}, {"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
}

test_a_denied_answer_is_in_order if {
	llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/decision/effect", "value": "deny"}, {"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}, {"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
	count(llm_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/decision/effect", "value": "deny"}, {"op": "replace", "path": "/request/content/secrets", "value": [{"rule": "api-key"}]}, {"op": "replace", "path": "/request/content/pii", "value": [{"entity": "IBAN"}]}])
}

test_an_answer_that_nobody_decided_on_is_let_through if {
	llm_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/decision"}, {"op": "replace", "path": "/request/content/secrets", "value": [{}]}])
	llm_002.findings == {{"actual": "allow", "expected": "redact or deny", "fields": ["request.content", "decision.effect"], "message": "request r1: the answer holds a secret (of a kind that nobody names) and was let through"}} with input as json.patch(_good, [{"op": "remove", "path": "/decision"}, {"op": "replace", "path": "/request/content/secrets", "value": [{}]}])
}

test_without_request_content_pii_the_rule_applies_and_asks_for_it if {
	llm_002.applies with input as json.remove(_good, ["request/content/pii"])
	"request.content.pii" in llm_002.required with input as json.remove(_good, ["request/content/pii"])
}

test_without_request_content_secrets_the_rule_applies_and_asks_for_it if {
	llm_002.applies with input as json.remove(_good, ["request/content/secrets"])
	"request.content.secrets" in llm_002.required with input as json.remove(_good, ["request/content/secrets"])
}

test_a_call_is_no_answer if not llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "tool_call"}])

test_a_memory_is_no_answer if not llm_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/operation", "value": "memory_write"}])
