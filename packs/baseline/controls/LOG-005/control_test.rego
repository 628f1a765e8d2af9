package bylaw.controls.log_005_test

import data.bylaw.controls.log_005

_good := {"subject": {"kind": "decision", "name": "d1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "decision": {"id": "d1", "at": "2026-11-20T10:00:00Z", "outcome": {"kind": "deny", "adverse": true, "reviewer": "u.berg", "reviewed_at": "2026-11-20T09:59:00Z"}, "policy_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "control_ids": ["PRV-001"], "input_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}

test_what_keeps_the_rule_passes if {
	log_005.applies with input as _good
	count(log_005.findings) == 0 with input as _good
}

test_a_decision_by_no_control_is_found if log_005.findings == {{"actual": "none", "expected": "the controls that decided", "fields": ["decision.control_ids"], "message": "decision d1 names no control"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/control_ids", "value": []}])

test_a_policy_that_is_no_digest_is_found if log_005.findings == {{"actual": "v3", "expected": "64 hexadecimal digits", "fields": ["decision.policy_digest"], "message": "decision d1: policy_digest is no digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/policy_digest", "value": "v3"}])

test_an_input_that_is_no_digest_is_found if log_005.findings == {{"actual": "x", "expected": "64 hexadecimal digits", "fields": ["decision.input_digest"], "message": "decision d1: input_digest is no digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/decision/input_digest", "value": "x"}])

test_without_decision_policy_digest_the_rule_applies_and_asks_for_it if {
	log_005.applies with input as json.remove(_good, ["decision/policy_digest"])
	"decision.policy_digest" in log_005.required with input as json.remove(_good, ["decision/policy_digest"])
}

test_without_decision_control_ids_the_rule_applies_and_asks_for_it if {
	log_005.applies with input as json.remove(_good, ["decision/control_ids"])
	"decision.control_ids" in log_005.required with input as json.remove(_good, ["decision/control_ids"])
}

test_without_decision_input_digest_the_rule_applies_and_asks_for_it if {
	log_005.applies with input as json.remove(_good, ["decision/input_digest"])
	"decision.input_digest" in log_005.required with input as json.remove(_good, ["decision/input_digest"])
}
