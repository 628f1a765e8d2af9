package bylaw.controls.log_004_test

import data.bylaw.controls.log_004

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], "retention_days": 400, "tamper_evidence": "transparency_log", "coverage": 1}, "params": {"min_coverage": 0.999}, "limits": {"min_coverage": "product: crash losses only"}}

test_what_keeps_the_rule_passes if {
	log_004.applies with input as _good
	count(log_004.findings) == 0 with input as _good
}

test_a_value_beyond_the_limit_is_found if log_004.findings == {{"actual": "0.9989", "expected": "at least 0.999", "fields": ["logging.coverage"], "message": "logs: the share of requests that is logged is 0.9989 < 0.999 (product: crash losses only)"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/coverage", "value": 0.9989}])

test_the_limit_itself_is_in_order if count(log_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/logging/coverage", "value": 0.999}])

test_without_logging_coverage_the_rule_applies_and_asks_for_it if {
	log_004.applies with input as json.remove(_good, ["logging/coverage"])
	"logging.coverage" in log_004.required with input as json.remove(_good, ["logging/coverage"])
}
