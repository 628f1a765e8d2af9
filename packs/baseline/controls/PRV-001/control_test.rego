package bylaw.controls.prv_001_test

import data.bylaw.controls.prv_001

_params := {"entities": ["EMAIL"], "min_confidence": 0.7, "max_findings": 0, "min_rows_scanned": 10000}

_input(findings, rows) := {"subject": {"name": "d"}, "complete": true, "params": _params, "dataset": {"rows": 20000, "pii": {"scan": {"rows_scanned": rows}, "findings": findings}}}

test_a_clean_scan_passes if count(prv_001.findings) == 0 with input as _input([], 20000)

test_an_email_column_is_found if {
	some f in prv_001.findings with input as _input([{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99}], 20000)
	f.message == "dataset d: column mail holds 20000 cells of EMAIL"
}

test_a_weak_hint_passes if count(prv_001.findings) == 0 with input as _input([{"entity": "EMAIL", "column": "mail", "count": 3, "max_confidence": 0.4}], 20000)

test_too_few_rows_are_found if count(prv_001.findings) == 1 with input as _input([], 5000)

test_a_scan_with_holes_does_not_pass if count(prv_001.findings) == 1 with input as object.union(_input([], 20000), {"complete": false})

test_the_scan_is_required if "dataset.pii.scan" in prv_001.required
