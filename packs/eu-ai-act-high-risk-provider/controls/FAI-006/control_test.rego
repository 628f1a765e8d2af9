package bylaw.controls.fai_006_test

import data.bylaw.controls.fai_006

_input(a, b) := {"subject": {"name": "e"}, "params": {"max_gap": 0.1}, "evaluation": {"groups": [{"attribute": "sex", "group": "f", "tpr": a}, {"attribute": "sex", "group": "m", "tpr": b}]}}

test_close_rates_pass if count(fai_006.findings) == 0 with input as _input(0.85, 0.8686)

test_a_wide_gap_is_found if count(fai_006.findings) == 1 with input as _input(0.68, 0.8686)

test_a_rate_that_cannot_be_told_is_left_out if count(fai_006.findings) == 0 with input as _input(null, 0.8686)
