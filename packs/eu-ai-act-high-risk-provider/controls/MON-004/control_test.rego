package bylaw.controls.mon_004_test

import data.bylaw.controls.mon_004

_good := {"subject": {"kind": "monitoring", "name": "prod"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "monitoring": {"reports": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"min_ratio": 0.8, "min_n": 30}, "limits": {"min_ratio": "convention: see FAI-002", "min_n": "convention: rule of thumb"}}

test_what_keeps_the_rule_passes if {
	mon_004.applies with input as _good
	count(mon_004.findings) == 0 with input as _good
}

test_a_low_ratio_is_found if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.7999}])
	mon_004.findings == {{"actual": "0.7999", "expected": "at least 0.8", "fields": ["monitoring.reports"], "message": "prod: sex female has an impact ratio of 0.7999 < 0.8 (convention: see FAI-002)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.7999}])
	count(mon_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.7999}])
}

test_the_limit_itself_is_in_order if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.8}])
	count(mon_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.8}])
	count(mon_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0/impact_ratio", "value": 0.8}])
}

test_a_small_group_is_inconclusive if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 29}}])
	count(mon_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 29}}])
	mon_004.inconclusive == {{"actual": "29", "expected": "at least 30", "fields": ["monitoring.reports"], "message": "prod: sex x has 29 people < 30 (convention: rule of thumb), too few to be judged"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 29}}])
}

test_a_group_of_the_limit_is_judged if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 30}}])
	mon_004.findings == {{"actual": "0.1", "expected": "at least 0.8", "fields": ["monitoring.reports"], "message": "prod: sex x has an impact ratio of 0.1 < 0.8 (convention: see FAI-002)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 30}}])
	count(mon_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness/0", "value": {"attribute": "sex", "group": "x", "impact_ratio": 0.1, "n": 30}}])
}

test_an_older_report_is_not_judged if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_the_last_report_of_each_model_is_judged if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	mon_004.findings == {{"actual": "0.1", "expected": "at least 0.8", "fields": ["monitoring.reports"], "message": "prod: sex f has an impact ratio of 0.1 < 0.8 (convention: see FAI-002)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_004.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_a_report_without_it_is_inconclusive if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness", "value": []}])
	count(mon_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness", "value": []}])
	mon_004.inconclusive == {{"actual": "nothing", "expected": "fairness", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on fairness"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/fairness", "value": []}])
}

test_no_reports_are_inconclusive if {
	mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	count(mon_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	mon_004.inconclusive == {{"actual": "nothing", "expected": "fairness", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on fairness"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
}

test_without_monitoring_reports_the_rule_applies_and_asks_for_it if {
	mon_004.applies with input as json.remove(_good, ["monitoring/reports"])
	"monitoring.reports" in mon_004.required with input as json.remove(_good, ["monitoring/reports"])
}

test_a_system_that_affects_nobody_is_not_concerned if not mon_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
