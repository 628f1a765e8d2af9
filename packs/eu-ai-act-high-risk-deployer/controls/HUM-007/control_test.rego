package bylaw.controls.hum_007_test

import data.bylaw.controls.hum_007

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "appeals": {"channel": "mailto:appeals@bank.example", "sla_days": 30}}, "all": {"monitoring": [{"feedback": {"open": 3, "overdue": 0}}]}, "params": {"max_sla_days": 30}, "limits": {"max_sla_days": "convention: GDPR 12(3) one month as model"}}

test_what_keeps_the_rule_passes if {
	hum_007.applies with input as _good
	count(hum_007.findings) == 0 with input as _good
}

test_no_channel_is_found if {
	hum_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/channel", "value": ""}])
	hum_007.findings == {{"actual": "nothing", "expected": "an address or link", "fields": ["system.appeals.channel"], "message": "system loan-score names no channel for complaints"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/channel", "value": ""}])
}

test_a_long_time_is_found if {
	hum_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/sla_days", "value": 31}])
	hum_007.findings == {{"actual": "31 days", "expected": "at most 30 days", "fields": ["system.appeals.sla_days"], "message": "system loan-score answers complaints within 31 days > 30 (convention: GDPR 12(3) one month as model)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/sla_days", "value": 31}])
}

test_an_overdue_complaint_is_found if {
	hum_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/monitoring/0/feedback/overdue", "value": 1}])
	hum_007.findings == {{"actual": "1", "expected": "0", "fields": ["monitoring.feedback"], "message": "system loan-score: 1 complaints are overdue"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/monitoring/0/feedback/overdue", "value": 1}])
}

test_without_system_appeals_channel_the_rule_applies_and_asks_for_it if {
	hum_007.applies with input as json.remove(_good, ["system/appeals/channel"])
	"system.appeals.channel" in hum_007.required with input as json.remove(_good, ["system/appeals/channel"])
}

test_without_system_appeals_sla_days_the_rule_applies_and_asks_for_it if {
	hum_007.applies with input as json.remove(_good, ["system/appeals/sla_days"])
	"system.appeals.sla_days" in hum_007.required with input as json.remove(_good, ["system/appeals/sla_days"])
}

test_a_system_that_affects_nobody_is_not_concerned if not hum_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
