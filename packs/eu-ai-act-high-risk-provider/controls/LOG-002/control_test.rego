package bylaw.controls.log_002_test

import data.bylaw.controls.log_002

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "fields": ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], "retention_days": 400, "tamper_evidence": "transparency_log"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "packs": {"enabled": ["baseline", "eu-ai-act-high-risk-provider"]}}, "params": {"min_days": {"eu-ai-act": 183, "pci": 365, "colorado": 1096, "default": 183}, "max_days_personal": null}, "limits": {"min_days": "statutory: AI Act 19(1) and 26(6) six months", "max_days_personal": "regulatory: GDPR 5(1)(e) storage limit"}}

test_what_keeps_the_rule_passes if {
	log_002.applies with input as _good
	count(log_002.findings) == 0 with input as _good
}

test_a_shorter_time_is_found if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 90}])
	log_002.findings == {{"actual": "90 days", "expected": "at least 183 days", "fields": ["logging.retention_days", "system.packs.enabled"], "message": "logs: logs are kept for 90 days < 183 (default (statutory: AI Act 19(1) and 26(6) six months))"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 90}])
}

test_six_months_are_enough_for_the_act if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 183}])
	count(log_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 183}])
}

test_card_data_asks_for_a_year if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 364}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan"]}])
	log_002.findings == {{"actual": "364 days", "expected": "at least 365 days", "fields": ["logging.retention_days", "system.packs.enabled"], "message": "logs: logs are kept for 364 days < 365 (pci (statutory: AI Act 19(1) and 26(6) six months))"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 364}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan"]}])
}

test_a_year_is_enough_for_card_data if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 365}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan"]}])
	count(log_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 365}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan"]}])
}

test_colorado_asks_for_three_years if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 1095}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan", "colorado-admt"]}])
	log_002.findings == {{"actual": "1095 days", "expected": "at least 1096 days", "fields": ["logging.retention_days", "system.packs.enabled"], "message": "logs: logs are kept for 1095 days < 1096 (colorado (statutory: AI Act 19(1) and 26(6) six months))"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 1095}, {"op": "replace", "path": "/system/packs/enabled", "value": ["pci-pan", "colorado-admt"]}])
}

test_without_packs_the_default_counts if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 182}, {"op": "remove", "path": "/system/packs"}])
	log_002.findings == {{"actual": "182 days", "expected": "at least 183 days", "fields": ["logging.retention_days", "system.packs.enabled"], "message": "logs: logs are kept for 182 days < 183 (default (statutory: AI Act 19(1) and 26(6) six months))"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/retention_days", "value": 182}, {"op": "remove", "path": "/system/packs"}])
}

test_too_long_is_found_where_a_limit_is_set if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/max_days_personal", "value": 399}])
	log_002.findings == {{"actual": "400 days", "expected": "at most 399 days", "fields": ["logging.retention_days"], "message": "logs: logs are kept for 400 days > 399 (regulatory: GDPR 5(1)(e) storage limit)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/max_days_personal", "value": 399}])
}

test_the_longest_time_itself_is_in_order if {
	log_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/params/max_days_personal", "value": 400}])
	count(log_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/max_days_personal", "value": 400}])
}

test_without_logging_retention_days_the_rule_applies_and_asks_for_it if {
	log_002.applies with input as json.remove(_good, ["logging/retention_days"])
	"logging.retention_days" in log_002.required with input as json.remove(_good, ["logging/retention_days"])
}

test_a_system_of_minimal_risk_that_is_not_in_use_needs_none if not log_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "replace", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "development", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "minimal"}}}])

test_where_none_is_declared_the_rule_applies if log_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "replace", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}])

test_a_system_in_production_needs_logs if log_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/logging"}, {"op": "add", "path": "/system", "value": {"status": "production", "risk": {"class": "minimal"}}}])
