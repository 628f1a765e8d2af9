package bylaw.controls.sup_001_test

import data.bylaw.controls.sup_001

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "files": [{"path": "m.onnx", "format": "onnx"}, {"path": "README.md", "format": "text"}], "scan": {"engine": "bylaw", "at": "2026-11-01T00:00:00Z", "findings": []}}, "params": {"safe_formats": ["safetensors", "onnx", "gguf", "tflite", "pmml", "json", "xgb-json", "lgb-txt", "coreml"], "fail_on": ["critical", "high"]}, "limits": {"safe_formats": "convention: formats without code objects", "fail_on": "convention: ModelScan severity table"}}

test_what_keeps_the_rule_passes if {
	sup_001.applies with input as _good
	count(sup_001.findings) == 0 with input as _good
}

test_code_is_found if sup_001.findings == {{"actual": "posix.system", "expected": "a format without code, or a clean scan", "fields": ["model.scan", "model.files"], "message": "model gbm: model.pkl can run code on load (posix.system, critical (convention: ModelScan severity table))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "critical", "operator": "posix.system", "path": "model.pkl"}]}])

test_a_high_finding_counts if sup_001.findings == {{"actual": "x", "expected": "a format without code, or a clean scan", "fields": ["model.scan", "model.files"], "message": "model gbm: a file can run code on load (x, high (convention: ModelScan severity table))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "high", "operator": "x"}]}])

test_a_low_finding_does_not_count if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "low", "operator": "x", "path": "m"}]}])

test_a_medium_finding_does_not_count if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "medium"}]}])

test_an_informing_finding_does_not_count if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "info"}]}])

test_critical_counts_where_high_does_not if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/fail_on", "value": ["critical"]}, {"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "high"}]}])

test_a_critical_finding_may_be_let_through_by_nobody_but_the_organisation if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/fail_on", "value": ["high"]}, {"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "critical"}]}])

test_an_unknown_severity_counts if sup_001.findings == {{"actual": "x", "expected": "a format without code, or a clean scan", "fields": ["model.scan", "model.files"], "message": "model gbm: m can run code on load (x, severe (convention: ModelScan severity table))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{"severity": "severe", "operator": "x", "path": "m"}]}])

test_a_finding_without_severity_counts if sup_001.findings == {{"actual": "nothing named", "expected": "a format without code, or a clean scan", "fields": ["model.scan", "model.files"], "message": "model gbm: a file can run code on load (an operator that is not named, no severity (convention: ModelScan severity table))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/scan/findings", "value": [{}]}])

test_a_file_changed_after_the_scan_is_found if sup_001.findings == {{"actual": "2026-11-01T00:00:00Z", "expected": "a scan that is newer than the file", "fields": ["model.scan", "model.files"], "message": "model gbm: m.pkl was changed on 2026-11-02, after the scan on 2026-11-01"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/files/0", "value": {"path": "m.pkl", "format": "pickle", "modified_at": "2026-11-02T00:00:00Z"}}])

test_a_file_in_a_safe_format_may_be_newer if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/model/files/0/modified_at", "value": "2026-11-02T00:00:00Z"}])

test_a_file_as_old_as_the_scan_is_in_order if count(sup_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/files/0", "value": {"path": "m.pkl", "format": "pickle", "modified_at": "2026-11-01T00:00:00Z"}}])

test_a_scan_that_says_nothing_is_found if sup_001.findings == {{"actual": "nothing", "expected": "a list of findings, empty for none", "fields": ["model.scan"], "message": "model gbm: its scan does not say what it found"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/scan", "value": {"at": "2026-11-01T00:00:00Z"}}])

test_a_scan_of_parts_is_found if sup_001.findings == {{"actual": "not all", "expected": "all files", "fields": ["model.scan"], "message": "model gbm: parts of its files could not be scanned"}} with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])

test_without_model_files_the_rule_applies_and_asks_for_it if {
	sup_001.applies with input as json.remove(_good, ["model/files"])
	"model.files" in sup_001.required with input as json.remove(_good, ["model/files"])
}

test_without_model_scan_the_rule_applies_and_asks_for_it if {
	sup_001.applies with input as json.remove(_good, ["model/scan"])
	"model.scan" in sup_001.required with input as json.remove(_good, ["model/scan"])
}
