package bylaw.controls.rob_001_test

import data.bylaw.controls.rob_001

_input(auc) := {"subject": {"name": "e"}, "evaluation": {"metrics": [{"name": "auc", "value": auc}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75}]}}

test_a_reached_threshold_passes if count(rob_001.findings) == 0 with input as _input(0.75)

test_a_missed_threshold_is_found if count(rob_001.findings) == 1 with input as _input(0.74)

test_a_threshold_without_value_is_found if count(rob_001.findings) == 1 with input as {"subject": {"name": "e"}, "evaluation": {"metrics": [], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75}]}}
