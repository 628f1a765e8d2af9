package bylaw.controls.log_003_test

import data.bylaw.controls.log_003

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], "retention_days": 400, "tamper_evidence": "transparency_log", "tamper_check": {"at": "2026-11-22T00:00:00Z", "verified": true}}}

test_what_keeps_the_rule_passes if {
	log_003.applies with input as _good
	count(log_003.findings) == 0 with input as _good
}

test_logs_that_can_be_changed_are_found if {
	log_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "none"}])
	log_003.findings == {{"actual": "none", "expected": "worm, hash_chain or transparency_log", "fields": ["logging.tamper_evidence"], "message": "logs: nothing would show that a record was changed (none)"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "none"}])
}

test_a_check_that_failed_is_found if {
	log_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_check/verified", "value": false}])
	log_003.findings == {{"actual": "not verified", "expected": "a check that verifies", "fields": ["logging.tamper_check"], "message": "logs: the last check of the log did not verify"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_check/verified", "value": false}])
}

test_a_store_that_is_written_once_is_in_order if {
	log_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "worm"}])
	count(log_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "worm"}])
}

test_a_chain_of_hashes_is_in_order if {
	log_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "hash_chain"}])
	count(log_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/logging/tamper_evidence", "value": "hash_chain"}])
}

test_a_chain_that_is_broken_is_found if {
	log_003.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"decision": [{"id": "a", "hash": "1", "prev_hash": "9"}, {"id": "b", "hash": "2", "prev_hash": "0"}]}}])
	log_003.findings == {{"actual": "0", "expected": "1", "fields": ["decision.hash", "decision.prev_hash"], "message": "logs: decision b does not follow the one before it"}} with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"decision": [{"id": "a", "hash": "1", "prev_hash": "9"}, {"id": "b", "hash": "2", "prev_hash": "0"}]}}])
}

test_a_chain_that_holds_is_in_order if {
	log_003.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"decision": [{"id": "a", "hash": "1"}, {"id": "b", "hash": "2", "prev_hash": "1"}]}}])
	count(log_003.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"decision": [{"id": "a", "hash": "1"}, {"id": "b", "hash": "2", "prev_hash": "1"}]}}])
}

test_without_logging_tamper_evidence_the_rule_applies_and_asks_for_it if {
	log_003.applies with input as json.remove(_good, ["logging/tamper_evidence"])
	"logging.tamper_evidence" in log_003.required with input as json.remove(_good, ["logging/tamper_evidence"])
}

test_a_system_of_minimal_risk_that_is_not_in_use_needs_none if not log_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "development", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "minimal"}}}])

test_where_none_is_declared_the_rule_applies if log_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}])

test_a_system_in_production_needs_logs if log_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"status": "production", "risk": {"class": "minimal"}}}])
