package bylaw.controls.log_007_test

import data.bylaw.controls.log_007

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], "retention_days": 400, "tamper_evidence": "transparency_log", "readers": ["group:risk"]}}

test_what_keeps_the_rule_passes if {
	log_007.applies with input as _good
	count(log_007.findings) == 0 with input as _good
}

test_everyone_is_found if log_007.findings == {{"actual": "Everyone", "expected": "named groups", "fields": ["logging.readers"], "message": "logs: Everyone may read the logs"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/readers", "value": ["Everyone"]}])

test_a_wildcard_is_found if log_007.findings == {{"actual": "group:*", "expected": "named groups", "fields": ["logging.readers"], "message": "logs: group:* may read the logs"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/readers", "value": ["group:*"]}])

test_allUsers_is_everyone if log_007.findings == {{"actual": "allUsers", "expected": "named groups", "fields": ["logging.readers"], "message": "logs: allUsers may read the logs"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/readers", "value": ["allUsers"]}])

test_allAuthenticatedUsers_is_everyone if log_007.findings == {{"actual": "allAuthenticatedUsers", "expected": "named groups", "fields": ["logging.readers"], "message": "logs: allAuthenticatedUsers may read the logs"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/readers", "value": ["allAuthenticatedUsers"]}])

test_public_is_everyone if log_007.findings == {{"actual": "public", "expected": "named groups", "fields": ["logging.readers"], "message": "logs: public may read the logs"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/readers", "value": ["public"]}])

test_without_logging_readers_the_rule_applies_and_asks_for_it if {
	log_007.applies with input as json.remove(_good, ["logging/readers"])
	"logging.readers" in log_007.required with input as json.remove(_good, ["logging/readers"])
}
