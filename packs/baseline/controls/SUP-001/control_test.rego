package bylaw.controls.sup_001_test

import data.bylaw.controls.sup_001

_input(findings, complete) := {"subject": {"name": "m"}, "complete": complete, "params": {"fail_on": ["critical", "high"]}, "model": {"files": [{"path": "model.onnx", "format": "onnx"}], "scan": {"findings": findings}}}

test_a_clean_model_passes if count(sup_001.findings) == 0 with input as _input([], true)

test_a_pickle_that_calls_the_system_is_found if count(sup_001.findings) == 1 with input as _input([{"severity": "critical", "operator": "posix.system", "path": "model.pkl"}], true)

test_a_low_finding_passes if count(sup_001.findings) == 0 with input as _input([{"severity": "low", "operator": "x"}], true)

test_an_unscanned_part_does_not_pass if count(sup_001.findings) == 1 with input as _input([], false)

test_the_scan_is_required if "model.scan" in sup_001.required
