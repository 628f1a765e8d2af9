package bylaw.controls.mon_003_test

import data.bylaw.controls.mon_003

_good := {"subject": {"kind": "monitoring", "name": "prod"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "monitoring": {"reports": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}, "params": {"max_drop": 0.05}, "limits": {"max_drop": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	mon_003.applies with input as _good
	count(mon_003.findings) == 0 with input as _good
}

test_a_drop_is_found if {
	mon_003.findings == {{"actual": "0.06", "expected": "a drop of at most 0.05", "fields": ["monitoring.reports"], "message": "prod: auc fell from 0.81 to 0.75, by 0.06 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0/current", "value": 0.75}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0/current", "value": 0.75}])
}

test_the_limit_itself_is_in_order if {
	count(mon_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0/current", "value": 0.76}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0/current", "value": 0.76}])
}

test_a_loss_that_rises_is_a_drop if {
	mon_003.findings == {{"actual": "0.1", "expected": "a drop of at most 0.05", "fields": ["monitoring.reports"], "message": "prod: brier fell from 0.1 to 0.2, by 0.1 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0", "value": {"metric": "brier", "baseline": 0.1, "current": 0.2, "higher_is_better": false}}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0", "value": {"metric": "brier", "baseline": 0.1, "current": 0.2, "higher_is_better": false}}])
}

test_a_loss_that_falls_is_none if {
	count(mon_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0", "value": {"metric": "brier", "baseline": 0.2, "current": 0.1, "higher_is_better": false}}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance/0", "value": {"metric": "brier", "baseline": 0.2, "current": 0.1, "higher_is_better": false}}])
}

test_an_older_report_is_not_judged if {
	count(mon_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_the_last_report_of_each_model_is_judged if {
	mon_003.findings == {{"actual": "0.8", "expected": "a drop of at most 0.05", "fields": ["monitoring.reports"], "message": "prod: auc fell from 0.9 to 0.1, by 0.8 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_a_report_without_it_is_inconclusive if {
	count(mon_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance", "value": []}])
	mon_003.inconclusive == {{"actual": "nothing", "expected": "performance", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on quality"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/performance", "value": []}])
}

test_no_reports_are_inconclusive if {
	count(mon_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	mon_003.inconclusive == {{"actual": "nothing", "expected": "performance", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on quality"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
}

test_without_monitoring_reports_the_rule_applies_and_asks_for_it if {
	mon_003.applies with input as json.remove(_good, ["monitoring/reports"])
	"monitoring.reports" in mon_003.required with input as json.remove(_good, ["monitoring/reports"])
}
