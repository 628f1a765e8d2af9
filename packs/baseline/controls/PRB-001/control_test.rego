package bylaw.controls.prb_001_test

import data.bylaw.controls.prb_001

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "prohibited_screen": {"a": {"answer": "no"}, "b": {"answer": "no"}, "c": {"answer": "no"}, "d": {"answer": "no"}, "e": {"answer": "no"}, "f": {"answer": "no"}, "g": {"answer": "no"}, "h": {"answer": "no"}, "ba": {"answer": "no"}, "bb": {"answer": "no"}}}, "params": {"from": {"a-h": "2025-02-02", "ba,bb": "2026-12-02"}}, "limits": {"from": "statutory: AI Act 113(a) as amended"}}

test_what_keeps_the_rule_passes if {
	prb_001.applies with input as _good
	count(prb_001.findings) == 0 with input as _good
}

test_none_is_ten_times_no if {
	count(prb_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen", "value": "none"}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen", "value": "none"}])
}

test_another_word_answers_nothing if {
	prb_001.findings == {{"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.a"], "message": "system loan-score does not answer question a of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.b"], "message": "system loan-score does not answer question b of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.ba"], "message": "system loan-score does not answer question ba of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.bb"], "message": "system loan-score does not answer question bb of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.c"], "message": "system loan-score does not answer question c of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.d"], "message": "system loan-score does not answer question d of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.e"], "message": "system loan-score does not answer question e of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.f"], "message": "system loan-score does not answer question f of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.g"], "message": "system loan-score does not answer question g of the prohibited-practice screen"}, {"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.h"], "message": "system loan-score does not answer question h of the prohibited-practice screen"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen", "value": "fine"}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen", "value": "fine"}])
}

test_an_open_question_is_found if {
	prb_001.findings == {{"actual": "nothing", "expected": "yes or no", "fields": ["system.prohibited_screen.e"], "message": "system loan-score does not answer question e of the prohibited-practice screen"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/prohibited_screen/e"}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/system/prohibited_screen/e"}])
}

test_an_answer_that_is_none_is_found if {
	prb_001.findings == {{"actual": "{\"answer\": \"maybe\"}", "expected": "yes or no", "fields": ["system.prohibited_screen.e"], "message": "system loan-score does not answer question e of the prohibited-practice screen"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/e", "value": {"answer": "maybe"}}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/e", "value": {"answer": "maybe"}}])
}

test_a_yes_is_found if {
	prb_001.findings == {{"actual": "yes", "expected": "no, or exception_ref with the authorisation", "fields": ["system.prohibited_screen.f"], "message": "system loan-score answers yes to the prohibited practice f (forbidden from 2025-02-02 (statutory: AI Act 113(a) as amended)) and names no exception"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/f", "value": {"answer": "yes"}}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/f", "value": {"answer": "yes"}}])
}

test_a_plain_true_is_a_yes if {
	prb_001.findings == {{"actual": "yes", "expected": "no, or exception_ref with the authorisation", "fields": ["system.prohibited_screen.h"], "message": "system loan-score answers yes to the prohibited practice h (forbidden from 2025-02-02 (statutory: AI Act 113(a) as amended)) and names no exception"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": true}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": true}])
}

test_a_plain_false_is_a_no if {
	count(prb_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": false}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": false}])
}

test_a_yes_with_its_authorisation_is_in_order if {
	count(prb_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": {"answer": "yes", "exception_ref": "docs/court-order.pdf"}}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/h", "value": {"answer": "yes", "exception_ref": "docs/court-order.pdf"}}])
}

test_a_yes_to_a_practice_not_forbidden_yet_is_a_remark if {
	count(prb_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/ba", "value": {"answer": "yes"}}])
	prb_001.remarks == {{"fields": ["system.prohibited_screen"], "message": "system loan-score answers yes to the practice ba, which is forbidden from 2026-12-02"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/ba", "value": {"answer": "yes"}}])
}

test_from_its_day_on_it_is_found if {
	prb_001.findings == {{"actual": "yes", "expected": "no, or exception_ref with the authorisation", "fields": ["system.prohibited_screen.bb"], "message": "system loan-score answers yes to the prohibited practice bb (forbidden from 2026-12-02 (statutory: AI Act 113(a) as amended)) and names no exception"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/bb", "value": {"answer": "yes"}}, {"op": "replace", "path": "/context/now", "value": "2026-12-02T00:00:00Z"}])
	count(prb_001.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/bb", "value": {"answer": "yes"}}, {"op": "replace", "path": "/context/now", "value": "2026-12-02T00:00:00Z"}])
}

test_a_practice_not_forbidden_yet_does_not_fail if {
	count(prb_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/ba", "value": {"answer": "yes"}}, {"op": "replace", "path": "/context/now", "value": "2026-12-01T23:59:59Z"}])
	prb_001.remarks == {{"fields": ["system.prohibited_screen"], "message": "system loan-score answers yes to the practice ba, which is forbidden from 2026-12-02"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/ba", "value": {"answer": "yes"}}, {"op": "replace", "path": "/context/now", "value": "2026-12-01T23:59:59Z"}])
}

test_without_system_prohibited_screen_the_rule_applies_and_asks_for_it if {
	prb_001.applies with input as json.remove(_good, ["system/prohibited_screen"])
	"system.prohibited_screen" in prb_001.required with input as json.remove(_good, ["system/prohibited_screen"])
}
