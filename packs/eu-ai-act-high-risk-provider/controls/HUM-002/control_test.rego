package bylaw.controls.hum_002_test

import data.bylaw.controls.hum_002

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "oversight": {"stop_tested_at": "2026-10-01T00:00:00Z"}, "rollback": {"version": "2"}}, "params": {"max_age_days": 90}, "limits": {"max_age_days": "product: quarterly drill is practice"}}

test_what_keeps_the_rule_passes if {
	hum_002.applies with input as _good
	count(hum_002.findings) == 0 with input as _good
}

test_an_old_drill_is_found if {
	hum_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-08-24T00:00:00Z"}])
	hum_002.findings == {{"actual": "2026-08-24T00:00:00Z", "expected": "at most 90 days", "fields": ["system.oversight.stop_tested_at"], "message": "system loan-score: the stop control was last tested on 2026-08-24, more than 90 days ago (product: quarterly drill is practice)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-08-24T00:00:00Z"}])
}

test_a_drill_of_ninety_days_ago_counts if {
	hum_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-08-25T00:00:00Z"}])
	count(hum_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-08-25T00:00:00Z"}])
}

test_a_drill_to_come_is_found if {
	hum_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-12-01T00:00:00Z"}])
	hum_002.findings == {{"actual": "2026-12-01T00:00:00Z", "expected": "a day that has come", "fields": ["system.oversight.stop_tested_at"], "message": "system loan-score: the test of the stop control is dated 2026-12-01, which has not come yet"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/stop_tested_at", "value": "2026-12-01T00:00:00Z"}])
}

test_a_failed_drill_is_found if {
	hum_002.applies with input as json.patch(_good, [{"op": "add", "path": "/system/oversight/stop_test_passed", "value": false}])
	hum_002.findings == {{"actual": "failed", "expected": "a drill that succeeded", "fields": ["system.oversight.stop_test_passed"], "message": "system loan-score: the last drill of the stop control failed"}} with input as json.patch(_good, [{"op": "add", "path": "/system/oversight/stop_test_passed", "value": false}])
}

test_an_agent_of_limited_risk_is_concerned if {
	hum_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "add", "path": "/all", "value": {"agent": [{"id": "a"}]}}, {"op": "add", "path": "/system/oversight/stop_test_passed", "value": false}])
	hum_002.findings == {{"actual": "failed", "expected": "a drill that succeeded", "fields": ["system.oversight.stop_test_passed"], "message": "system loan-score: the last drill of the stop control failed"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "add", "path": "/all", "value": {"agent": [{"id": "a"}]}}, {"op": "add", "path": "/system/oversight/stop_test_passed", "value": false}])
}

test_without_system_oversight_stop_tested_at_the_rule_applies_and_asks_for_it if {
	hum_002.applies with input as json.remove(_good, ["system/oversight/stop_tested_at"])
	"system.oversight.stop_tested_at" in hum_002.required with input as json.remove(_good, ["system/oversight/stop_tested_at"])
}

test_a_system_of_limited_risk_is_not_concerned if not hum_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
