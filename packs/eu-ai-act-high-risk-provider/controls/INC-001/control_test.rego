package bylaw.controls.inc_001_test

import data.bylaw.controls.inc_001

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "incident_plan": {"ref": "docs/incident.md", "tested_at": "2026-09-01"}}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "convention: yearly exercise is practice"}}

test_what_keeps_the_rule_passes if {
	inc_001.applies with input as _good
	count(inc_001.findings) == 0 with input as _good
}

test_an_empty_plan_is_found if {
	inc_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/ref", "value": ""}])
	inc_001.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.incident_plan.ref"], "message": "system loan-score links an empty incident plan"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/ref", "value": ""}])
}

test_an_old_exercise_is_found if {
	inc_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2025-11-22"}])
	inc_001.findings == {{"actual": "2025-11-22", "expected": "at most 365 days", "fields": ["system.incident_plan.tested_at"], "message": "system loan-score: the incident plan was exercised on 2025-11-22, more than 365 days ago (convention: yearly exercise is practice)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2025-11-22"}])
}

test_one_of_a_year_ago_counts if {
	inc_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2025-11-23"}])
	count(inc_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2025-11-23"}])
}

test_an_exercise_to_come_is_found if {
	inc_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2026-11-24"}])
	inc_001.findings == {{"actual": "2026-11-24", "expected": "a day that has come", "fields": ["system.incident_plan.tested_at"], "message": "system loan-score: the exercise of the incident plan is dated 2026-11-24, which has not come yet"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/incident_plan/tested_at", "value": "2026-11-24"}])
}

test_without_system_incident_plan_ref_the_rule_applies_and_asks_for_it if {
	inc_001.applies with input as json.remove(_good, ["system/incident_plan/ref"])
	"system.incident_plan.ref" in inc_001.required with input as json.remove(_good, ["system/incident_plan/ref"])
}

test_without_system_incident_plan_tested_at_the_rule_applies_and_asks_for_it if {
	inc_001.applies with input as json.remove(_good, ["system/incident_plan/tested_at"])
	"system.incident_plan.tested_at" in inc_001.required with input as json.remove(_good, ["system/incident_plan/tested_at"])
}

test_a_system_of_minimal_risk_is_not_concerned if not inc_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])
