package bylaw.controls.mon_002_test

import data.bylaw.controls.mon_002

_good := {"subject": {"kind": "monitoring", "name": "prod"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "monitoring": {"reports": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}, "params": {"max_psi": 0.2, "warn_psi": 0.1}, "limits": {"max_psi": "convention: credit-scoring rule: above 0.2 to 0.25 is a big shift", "warn_psi": "convention: Evidently default threshold 0.1"}}

test_what_keeps_the_rule_passes if {
	mon_002.applies with input as _good
	count(mon_002.findings) == 0 with input as _good
}

test_a_large_drift_is_found if {
	mon_002.findings == {{"actual": "0.31", "expected": "PSI at most 0.2", "fields": ["monitoring.reports"], "message": "prod: feature income drifted by 0.31 > 0.2 (convention: credit-scoring rule: above 0.2 to 0.25 is a big shift)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.31}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.31}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.31}])
}

test_the_limit_itself_is_no_large_drift if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
	mon_002.remarks == {{"fields": ["monitoring.reports"], "message": "prod: feature income drifted by 0.2 > 0.1 (convention: Evidently default threshold 0.1)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
}

test_a_drift_between_the_limits_is_a_remark if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
	mon_002.remarks == {{"fields": ["monitoring.reports"], "message": "prod: feature income drifted by 0.2 > 0.1 (convention: Evidently default threshold 0.1)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.2}])
}

test_the_lower_limit_itself_is_none if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.1}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.1}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.1}])
}

test_a_large_drift_is_no_remark if {
	mon_002.findings == {{"actual": "0.21", "expected": "PSI at most 0.2", "fields": ["monitoring.reports"], "message": "prod: feature income drifted by 0.21 > 0.2 (convention: credit-scoring rule: above 0.2 to 0.25 is a big shift)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.21}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.21}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift/0/psi", "value": 0.21}])
}

test_an_older_report_does_not_count if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_another_model_counts_for_itself if {
	mon_002.findings == {{"actual": "0.9", "expected": "PSI at most 0.2", "fields": ["monitoring.reports"], "message": "prod: feature x drifted by 0.9 > 0.2 (convention: credit-scoring rule: above 0.2 to 0.25 is a big shift)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_an_older_report_is_not_judged if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_the_last_report_of_each_model_is_judged if {
	mon_002.findings == {{"actual": "0.9", "expected": "PSI at most 0.2", "fields": ["monitoring.reports"], "message": "prod: feature x drifted by 0.9 > 0.2 (convention: credit-scoring rule: above 0.2 to 0.25 is a big shift)"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": [{"model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "window_days": 7, "drift": [{"feature": "x", "psi": 0.9}], "performance": [{"metric": "auc", "baseline": 0.9, "current": 0.1}], "fairness": [{"attribute": "sex", "group": "f", "impact_ratio": 0.1, "n": 500}]}, {"model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-20T00:00:00Z", "window_days": 7, "drift": [{"feature": "income", "psi": 0.05}], "performance": [{"metric": "auc", "baseline": 0.81, "current": 0.8}], "fairness": [{"attribute": "sex", "group": "female", "impact_ratio": 0.92, "n": 500}]}]}])
}

test_a_report_without_it_is_inconclusive if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift", "value": []}])
	mon_002.inconclusive == {{"actual": "nothing", "expected": "drift", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on drift"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift", "value": []}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports/0/drift", "value": []}])
}

test_no_reports_are_inconclusive if {
	count(mon_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	mon_002.inconclusive == {{"actual": "nothing", "expected": "drift", "fields": ["monitoring.reports"], "message": "prod: the last reports hold nothing on drift"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
	count(mon_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/reports", "value": []}])
}

test_without_monitoring_reports_the_rule_applies_and_asks_for_it if {
	mon_002.applies with input as json.remove(_good, ["monitoring/reports"])
	"monitoring.reports" in mon_002.required with input as json.remove(_good, ["monitoring/reports"])
}
