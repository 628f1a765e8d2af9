package bylaw.controls.log_001_test

import data.bylaw.controls.log_001

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], "retention_days": 400, "tamper_evidence": "transparency_log"}, "params": {"required": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"]}, "limits": {"required": "product: AI Act 12(2) purposes"}}

test_what_keeps_the_rule_passes if {
	log_001.applies with input as _good
	count(log_001.findings) == 0 with input as _good
}

test_logs_that_are_off_are_found if {
	log_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/enabled", "value": false}])
	log_001.findings == {{"actual": "off", "expected": "on", "fields": ["logging.enabled"], "message": "logs: logging is off"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/enabled", "value": false}])
}

test_a_field_that_is_missing_is_named if {
	log_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging/fields/6"}])
	log_001.findings == {{"actual": "at, system, model_digest, input_digest, output_ref, effect, principal", "expected": "policy_digest", "fields": ["logging.fields"], "message": "logs: records have no field policy_digest (product: AI Act 12(2) purposes)"}} with input as json.patch(_good, [{"op": "remove", "path": "/logging/fields/6"}])
}

test_without_logging_enabled_the_rule_applies_and_asks_for_it if {
	log_001.applies with input as json.remove(_good, ["logging/enabled"])
	"logging.enabled" in log_001.required with input as json.remove(_good, ["logging/enabled"])
}

test_without_logging_fields_the_rule_applies_and_asks_for_it if {
	log_001.applies with input as json.remove(_good, ["logging/fields"])
	"logging.fields" in log_001.required with input as json.remove(_good, ["logging/fields"])
}

test_a_system_of_minimal_risk_that_is_not_in_use_needs_none if not log_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "development", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "minimal"}}}])

test_where_none_is_declared_the_rule_applies if log_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}])

test_a_system_in_production_needs_logs if log_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"status": "production", "risk": {"class": "minimal"}}}])
