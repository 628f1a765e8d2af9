package bylaw.controls.log_006_test

import data.bylaw.controls.log_006

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["period_of_use", "reference_database", "matched_input", "verifying_people"], "retention_days": 400, "tamper_evidence": "transparency_log"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "biometric": {"kind": "remote_identification"}}}

test_what_keeps_the_rule_passes if {
	log_006.applies with input as _good
	count(log_006.findings) == 0 with input as _good
}

test_a_field_that_is_missing_is_named if {
	log_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/fields", "value": ["period_of_use", "reference_database"]}])
	log_006.findings == {{"actual": "period_of_use, reference_database", "expected": "matched_input", "fields": ["logging.fields"], "message": "logs: records have no field matched_input"}, {"actual": "period_of_use, reference_database", "expected": "verifying_people", "fields": ["logging.fields"], "message": "logs: records have no field verifying_people"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/fields", "value": ["period_of_use", "reference_database"]}])
}

test_nothing_logged_lacks_all if {
	log_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/fields", "value": []}])
	log_006.findings == {{"actual": "", "expected": "matched_input", "fields": ["logging.fields"], "message": "logs: records have no field matched_input"}, {"actual": "", "expected": "period_of_use", "fields": ["logging.fields"], "message": "logs: records have no field period_of_use"}, {"actual": "", "expected": "reference_database", "fields": ["logging.fields"], "message": "logs: records have no field reference_database"}, {"actual": "", "expected": "verifying_people", "fields": ["logging.fields"], "message": "logs: records have no field verifying_people"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/fields", "value": []}])
}

test_without_logging_fields_the_rule_applies_and_asks_for_it if {
	log_006.applies with input as json.remove(_good, ["logging/fields"])
	"logging.fields" in log_006.required with input as json.remove(_good, ["logging/fields"])
}

test_other_systems_are_not_concerned if not log_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/biometric/kind", "value": "none"}])
