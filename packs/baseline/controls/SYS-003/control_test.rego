package bylaw.controls.sys_003_test

import data.bylaw.controls.sys_003

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "prohibited_screen": {"a": {"answer": "no"}}}}

test_what_keeps_the_rule_passes if {
	sys_003.applies with input as _good
	count(sys_003.findings) == 0 with input as _good
}

test_an_annex_iii_system_below_high_is_found if sys_003.findings == {{"actual": "limited", "expected": "high", "fields": ["system.risk.class"], "message": "system loan-score is of class limited and its facts ask for at least high: Annex III 5(b) and no accepted exemption"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "limited"}])

test_a_yes_in_the_screen_means_prohibited if sys_003.findings == {{"actual": "high", "expected": "prohibited", "fields": ["system.risk.class"], "message": "system loan-score is of class high and its facts ask for at least prohibited: the prohibited-practice screen answers yes to a"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/a", "value": {"answer": "yes"}}])

test_a_plain_yes_in_the_screen_counts if sys_003.findings == {{"actual": "high", "expected": "prohibited", "fields": ["system.risk.class"], "message": "system loan-score is of class high and its facts ask for at least prohibited: the prohibited-practice screen answers yes to a"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/a", "value": "yes"}])

test_a_yes_with_an_exception_does_not if count(sys_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/prohibited_screen/a", "value": {"answer": "yes", "exception_ref": "docs/x.md"}}])

test_a_claimed_exemption_lifts_high if count(sys_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal", "annex_iii": ["5(b)"], "exemption": {"claimed": true}}}])

test_a_safety_part_is_high if sys_003.findings == {{"actual": "limited", "expected": "high", "fields": ["system.risk.class"], "message": "system loan-score is of class limited and its facts ask for at least high: it is a safety part under Annex I"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited", "annex_i": true}}])

test_a_system_that_people_deal_with_is_limited if sys_003.findings == {{"actual": "minimal", "expected": "limited", "fields": ["system.risk.class"], "message": "system loan-score is of class minimal and its facts ask for at least limited: people deal with it directly"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}, {"op": "add", "path": "/system/user_facing", "value": true}])

test_a_system_that_generates_is_limited if sys_003.findings == {{"actual": "minimal", "expected": "limited", "fields": ["system.risk.class"], "message": "system loan-score is of class minimal and its facts ask for at least limited: it generates content"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}, {"op": "add", "path": "/system/generates", "value": ["text"]}])

test_a_system_that_generates_nothing_is_minimal if count(sys_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}, {"op": "add", "path": "/system/generates", "value": []}])

test_an_empty_annex_iii_is_not_high if count(sys_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal", "annex_iii": []}}])

test_an_unknown_class_does_not_rank_as_zero_and_pass if sys_003.findings == {{"actual": "hgih", "expected": "prohibited, high, limited or minimal", "fields": ["system.risk.class"], "message": "system loan-score has the class hgih, which is none of prohibited, high, limited and minimal"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "hgih"}])

test_without_system_risk_class_the_rule_applies_and_asks_for_it if {
	sys_003.applies with input as json.remove(_good, ["system/risk/class"])
	"system.risk.class" in sys_003.required with input as json.remove(_good, ["system/risk/class"])
}
