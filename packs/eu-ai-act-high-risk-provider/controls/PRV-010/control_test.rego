package bylaw.controls.prv_010_test

import data.bylaw.controls.prv_010

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "solely_automated", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "automated_decision": {"ground": "contract"}, "human_alternative": true, "appeals": {"channel": "mailto:appeals@bank.example"}}}

test_what_keeps_the_rule_passes if {
	prv_010.applies with input as _good
	count(prv_010.findings) == 0 with input as _good
}

test_no_ground_is_found if {
	prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "none"}])
	prv_010.findings == {{"actual": "none", "expected": "contract, law or explicit_consent", "fields": ["system.automated_decision.ground"], "message": "system loan-score decides alone on the ground of none, which is none"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "none"}])
}

test_law_is_a_ground if {
	prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "law"}])
	count(prv_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "law"}])
}

test_consent_is_a_ground if {
	prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "explicit_consent"}])
	count(prv_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/automated_decision/ground", "value": "explicit_consent"}])
}

test_no_review_is_found if {
	prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/human_alternative", "value": false}])
	prv_010.findings == {{"actual": "false", "expected": "human_alternative: true", "fields": ["system.human_alternative"], "message": "system loan-score decides alone and offers no review by a person"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/human_alternative", "value": false}])
}

test_no_channel_is_found if {
	prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/channel", "value": ""}])
	prv_010.findings == {{"actual": "nothing", "expected": "an address or link", "fields": ["system.appeals.channel"], "message": "system loan-score decides alone and names no way to contest"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/appeals/channel", "value": ""}])
}

test_without_system_automated_decision_ground_the_rule_applies_and_asks_for_it if {
	prv_010.applies with input as json.remove(_good, ["system/automated_decision/ground"])
	"system.automated_decision.ground" in prv_010.required with input as json.remove(_good, ["system/automated_decision/ground"])
}

test_without_system_human_alternative_the_rule_applies_and_asks_for_it if {
	prv_010.applies with input as json.remove(_good, ["system/human_alternative"])
	"system.human_alternative" in prv_010.required with input as json.remove(_good, ["system/human_alternative"])
}

test_without_system_appeals_channel_the_rule_applies_and_asks_for_it if {
	prv_010.applies with input as json.remove(_good, ["system/appeals/channel"])
	"system.appeals.channel" in prv_010.required with input as json.remove(_good, ["system/appeals/channel"])
}

test_a_system_that_informs_is_not_concerned if not prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_effect", "value": "informs"}])

test_a_system_that_affects_nobody_is_not_concerned if not prv_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
