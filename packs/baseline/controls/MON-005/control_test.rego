package bylaw.controls.mon_005_test

import data.bylaw.controls.mon_005

_good := {"subject": {"kind": "monitoring", "name": "prod"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "monitoring": {"reports": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "status": "production"}]}, "params": {"max_age_days": 7}, "limits": {"max_age_days": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	mon_005.applies with input as _good
	count(mon_005.findings) == 0 with input as _good
}

test_no_report_is_found if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	mon_005.findings == {{"actual": "none", "expected": "a report", "fields": ["monitoring.reports"], "message": "prod: no report is there at all"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
}

test_a_model_without_report_is_found if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	mon_005.findings == {{"actual": "none", "expected": "a report on its digest", "fields": ["monitoring.reports", "model.status"], "message": "prod: model gbm is in production and has no report"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_old_report_is_found if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-15T23:59:59Z"}])
	mon_005.findings == {{"actual": "2026-11-15T23:59:59Z", "expected": "at most 7 days", "fields": ["monitoring.reports"], "message": "prod: the newest report on model gbm is of 2026-11-15, more than 7 days ago (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-15T23:59:59Z"}])
}

test_a_report_of_a_week_ago_counts if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-16T00:00:00Z"}])
	count(mon_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-16T00:00:00Z"}])
}

test_the_newest_report_counts if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-01-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-01-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_a_candidate_needs_no_report_of_its_own if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "status": "production"}, {"id": "c", "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "candidate"}]}])
	count(mon_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "status": "production"}, {"id": "c", "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "candidate"}]}])
}

test_without_a_model_in_production_any_report_counts if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-01T00:00:00Z"}])
	mon_005.findings == {{"actual": "2026-11-01T00:00:00Z", "expected": "at most 7 days", "fields": ["monitoring.reports"], "message": "prod: the newest report is of 2026-11-01, more than 7 days ago (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "replace", "path": "/monitoring/reports/0/at", "value": "2026-11-01T00:00:00Z"}])
}

test_without_a_model_in_production_a_fresh_report_is_in_order if {
	mon_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}])
	count(mon_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}])
}

test_without_monitoring_reports_the_rule_applies_and_asks_for_it if {
	mon_005.applies with input as json.remove(_good, ["monitoring/reports"])
	"monitoring.reports" in mon_005.required with input as json.remove(_good, ["monitoring/reports"])
}

test_a_system_that_is_not_in_use_needs_none if not mon_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/monitoring"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "development", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}])

test_where_none_is_declared_the_rule_applies if mon_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/monitoring"}, {"op": "add", "path": "/system", "value": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}])
