package bylaw.controls.fai_002_test

import data.bylaw.controls.fai_002

_group(name, n, rate) := {"attribute": "sex", "group": name, "n": n, "rate": rate}

_input(groups) := {"subject": {"name": "e"}, "params": {"min_ratio": 0.8, "min_share": 0.02, "min_n": 30}, "evaluation": {"groups": groups}}

test_close_rates_pass if count(fai_002.findings) == 0 with input as _input([_group("f", 2900, 0.44), _group("m", 3100, 0.47)])

test_a_low_ratio_is_found if {
	some f in fai_002.findings with input as _input([_group("f", 2900, 0.34), _group("m", 3100, 0.47)])
	contains(f.message, "ratio 0.7234 < 0.8")
}

test_a_small_group_is_said_and_sets_no_limit if {
	fs := fai_002.findings with input as _input([_group("f", 2900, 0.46), _group("m", 3100, 0.47), _group("x", 18, 1)])
	count(fs) == 1
	some f in fs
	contains(f.message, "too few")
}

test_no_persons_no_check if not fai_002.applies with input as {"system": {"affects_persons": false}}
