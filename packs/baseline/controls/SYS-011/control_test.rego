package bylaw.controls.sys_011_test

import data.bylaw.controls.sys_011

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "packs": {"enabled": ["baseline", "gdpr-ai"], "required": ["gdpr-ai"]}}}

test_what_keeps_the_rule_passes if {
	sys_011.applies with input as _good
	count(sys_011.findings) == 0 with input as _good
}

test_a_pack_that_applies_and_is_off_is_found if sys_011.findings == {{"actual": "enabled: baseline, gdpr-ai", "expected": "hiring-nyc", "fields": ["system.packs.enabled", "system.packs.required"], "message": "system loan-score: the pack hiring-nyc applies to it and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/packs/required", "value": ["gdpr-ai", "hiring-nyc"]}])

test_no_pack_needs_to_be_on if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/packs/required", "value": []}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/packs/required", "value": []}])
}

test_without_system_packs_enabled_the_rule_applies_and_asks_for_it if {
	sys_011.applies with input as json.remove(_good, ["system/packs/enabled"])
	"system.packs.enabled" in sys_011.required with input as json.remove(_good, ["system/packs/enabled"])
}

test_without_system_packs_required_the_rule_applies_and_asks_for_it if {
	sys_011.applies with input as json.remove(_good, ["system/packs/required"])
	"system.packs.required" in sys_011.required with input as json.remove(_good, ["system/packs/required"])
}
