package bylaw.controls.mon_001_test

import data.bylaw.controls.mon_001

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "monitoring_plan": {"ref": "docs/monitoring-plan.md"}}, "all": {"monitoring": [{"alerts": [{"metric": "psi", "target": "#risk"}]}]}}

test_what_keeps_the_rule_passes if {
	mon_001.applies with input as _good
	count(mon_001.findings) == 0 with input as _good
}

test_an_empty_plan_is_found if {
	mon_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/monitoring_plan/ref", "value": " "}])
	mon_001.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.monitoring_plan.ref"], "message": "system loan-score links an empty monitoring plan"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/monitoring_plan/ref", "value": " "}])
}

test_an_alert_to_nobody_is_found if {
	mon_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/monitoring/0/alerts/0/target", "value": ""}])
	mon_001.findings == {{"actual": "nothing", "expected": "a target", "fields": ["monitoring.alerts"], "message": "system loan-score: the alert on psi goes to nobody"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/monitoring/0/alerts/0/target", "value": ""}])
}

test_without_system_monitoring_plan_ref_the_rule_applies_and_asks_for_it if {
	mon_001.applies with input as json.remove(_good, ["system/monitoring_plan/ref"])
	"system.monitoring_plan.ref" in mon_001.required with input as json.remove(_good, ["system/monitoring_plan/ref"])
}

test_a_system_of_limited_risk_is_not_concerned if not mon_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
