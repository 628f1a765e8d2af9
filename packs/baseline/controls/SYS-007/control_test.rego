package bylaw.controls.sys_007_test

import data.bylaw.controls.sys_007

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "foreseeable_misuse": ["refusing without a person"]}, "params": {"min_misuse_items": 1}, "limits": {"min_misuse_items": "product: AI Act 9(2)(b) asks for foreseeable misuse, no number"}}

test_what_keeps_the_rule_passes if {
	sys_007.applies with input as _good
	count(sys_007.findings) == 0 with input as _good
}

test_three_words_are_no_sentence if {
	sys_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/purpose", "value": "Score  loan applicants"}])
	sys_007.findings == {{"actual": "Score  loan applicants", "expected": "at least 4 words", "fields": ["system.purpose"], "message": "system loan-score says its purpose in 3 words; write at least a sentence"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/purpose", "value": "Score  loan applicants"}])
}

test_four_words_are_enough if {
	sys_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/purpose", "value": "Score loan applicants fairly"}])
	count(sys_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/purpose", "value": "Score loan applicants fairly"}])
}

test_no_misuse_is_found if {
	sys_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/foreseeable_misuse", "value": []}])
	sys_007.findings == {{"actual": "0", "expected": "at least 1", "fields": ["system.foreseeable_misuse"], "message": "system loan-score lists 0 foreseeable misuses < 1 (product: AI Act 9(2)(b) asks for foreseeable misuse, no number)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/foreseeable_misuse", "value": []}])
}

test_an_empty_misuse_does_not_count if {
	sys_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/foreseeable_misuse", "value": [" "]}])
	sys_007.findings == {{"actual": "0", "expected": "at least 1", "fields": ["system.foreseeable_misuse"], "message": "system loan-score lists 0 foreseeable misuses < 1 (product: AI Act 9(2)(b) asks for foreseeable misuse, no number)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/foreseeable_misuse", "value": [" "]}])
}

test_without_system_purpose_the_rule_applies_and_asks_for_it if {
	sys_007.applies with input as json.remove(_good, ["system/purpose"])
	"system.purpose" in sys_007.required with input as json.remove(_good, ["system/purpose"])
}

test_without_system_foreseeable_misuse_the_rule_applies_and_asks_for_it if {
	sys_007.applies with input as json.remove(_good, ["system/foreseeable_misuse"])
	"system.foreseeable_misuse" in sys_007.required with input as json.remove(_good, ["system/foreseeable_misuse"])
}

test_a_system_of_minimal_risk_is_not_concerned if not sys_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])
