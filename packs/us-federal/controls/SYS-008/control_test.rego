package bylaw.controls.sys_008_test

import data.bylaw.controls.sys_008

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "impact_assessment": {"ref": "docs/impact.md", "completed_at": "2026-06-01"}}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "product: practice"}}

test_what_keeps_the_rule_passes if {
	sys_008.applies with input as _good
	count(sys_008.findings) == 0 with input as _good
}

test_an_old_assessment_is_found if {
	sys_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2025-11-22"}])
	sys_008.findings == {{"actual": "2025-11-22", "expected": "at most 365 days", "fields": ["system.impact_assessment.completed_at"], "message": "system loan-score: the impact assessment of 2025-11-22 is older than 365 days (product: practice)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2025-11-22"}])
}

test_one_of_a_year_ago_still_counts if {
	sys_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2025-11-23"}])
	count(sys_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2025-11-23"}])
}

test_one_that_is_still_to_come_is_found if {
	sys_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2026-11-24"}])
	sys_008.findings == {{"actual": "2026-11-24", "expected": "a finished assessment", "fields": ["system.impact_assessment.completed_at"], "message": "system loan-score: the impact assessment is to be completed on 2026-11-24, so it is not finished"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/impact_assessment/completed_at", "value": "2026-11-24"}])
}

test_without_system_impact_assessment_ref_the_rule_applies_and_asks_for_it if {
	sys_008.applies with input as json.remove(_good, ["system/impact_assessment/ref"])
	"system.impact_assessment.ref" in sys_008.required with input as json.remove(_good, ["system/impact_assessment/ref"])
}

test_without_system_impact_assessment_completed_at_the_rule_applies_and_asks_for_it if {
	sys_008.applies with input as json.remove(_good, ["system/impact_assessment/completed_at"])
	"system.impact_assessment.completed_at" in sys_008.required with input as json.remove(_good, ["system/impact_assessment/completed_at"])
}

test_a_system_that_affects_nobody_is_not_concerned if not sys_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
