package bylaw.controls.prb_001_test

import data.bylaw.controls.prb_001

test_none_passes if count(prb_001.findings) == 0 with input as {"subject": {"name": "s"}, "system": {"prohibited_screen": "none"}}

test_a_yes_is_found if {
	answers := {p: "no" | some p in ["a", "b", "c", "d", "e", "f", "g", "h", "ba"]}
	some f in prb_001.findings with input as {"subject": {"name": "s"}, "system": {"prohibited_screen": object.union(answers, {"bb": "yes"})}}
	contains(f.message, "practice bb")
}

test_three_answers_are_too_few if count(prb_001.findings) == 1 with input as {"subject": {"name": "s"}, "system": {"prohibited_screen": {"a": "no", "b": "no", "c": "no"}}}
