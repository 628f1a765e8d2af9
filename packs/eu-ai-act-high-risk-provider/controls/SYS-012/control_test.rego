package bylaw.controls.sys_012_test

import data.bylaw.controls.sys_012

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "risk_register": {"reviewed_at": "2026-09-01", "items": [{"id": "R1", "hazard": "unfair refusal", "likelihood": 2, "severity": 4, "owner": "u.berg", "treatment": "review by a person", "residual": 8}]}}, "params": {"tolerance": 9, "max_review_age_days": 180}, "limits": {"tolerance": "convention: mid cell of a 5 by 5 matrix", "max_review_age_days": "product: AI Act 9(2) regular systematic review, no number"}}

test_what_keeps_the_rule_passes if {
	sys_012.applies with input as _good
	count(sys_012.findings) == 0 with input as _good
}

test_an_empty_register_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items", "value": []}])
	sys_012.findings == {{"actual": "none", "expected": "at least one risk", "fields": ["system.risk_register.items"], "message": "system loan-score: the risk register is empty"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items", "value": []}])
}

test_a_risk_without_owner_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/owner", "value": ""}])
	sys_012.findings == {{"actual": "nothing", "expected": "owner", "fields": ["system.risk_register.items"], "message": "system loan-score: risk R1 has no owner"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/owner", "value": ""}])
}

test_a_risk_without_likelihood_and_severity_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0", "value": {"id": "R1", "owner": "u", "treatment": "t", "residual": 1}}])
	sys_012.findings == {{"actual": "nothing", "expected": "likelihood", "fields": ["system.risk_register.items"], "message": "system loan-score: risk R1 has no likelihood"}, {"actual": "nothing", "expected": "severity", "fields": ["system.risk_register.items"], "message": "system loan-score: risk R1 has no severity"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0", "value": {"id": "R1", "owner": "u", "treatment": "t", "residual": 1}}])
}

test_a_risk_without_treatment_or_score_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0", "value": {"likelihood": 1, "severity": 1, "owner": "u"}}])
	sys_012.findings == {{"actual": "nothing", "expected": "residual", "fields": ["system.risk_register.items"], "message": "system loan-score: risk number 1 has no residual"}, {"actual": "nothing", "expected": "treatment", "fields": ["system.risk_register.items"], "message": "system loan-score: risk number 1 has no treatment"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0", "value": {"likelihood": 1, "severity": 1, "owner": "u"}}])
}

test_a_residual_above_tolerance_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}])
	sys_012.findings == {{"actual": "10", "expected": "at most 9, or accepted by a named person", "fields": ["system.risk_register.items", "system.risk_register.tolerance"], "message": "system loan-score: risk R1 stays at 10 > 9 (convention: mid cell of a 5 by 5 matrix) and nobody accepted it by name"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}])
}

test_a_residual_at_tolerance_is_in_order if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 9}])
	count(sys_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 9}])
}

test_an_accepted_residual_is_in_order if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}, {"op": "add", "path": "/system/risk_register/items/0/accepted_by", "value": "r.ortiz"}])
	count(sys_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}, {"op": "add", "path": "/system/risk_register/items/0/accepted_by", "value": "r.ortiz"}])
}

test_a_stricter_tolerance_of_the_system_counts if {
	sys_012.applies with input as json.patch(_good, [{"op": "add", "path": "/system/risk_register/tolerance", "value": 7}])
	sys_012.findings == {{"actual": "8", "expected": "at most 7, or accepted by a named person", "fields": ["system.risk_register.items", "system.risk_register.tolerance"], "message": "system loan-score: risk R1 stays at 8 > 7 (convention: mid cell of a 5 by 5 matrix) and nobody accepted it by name"}} with input as json.patch(_good, [{"op": "add", "path": "/system/risk_register/tolerance", "value": 7}])
}

test_a_milder_tolerance_of_the_system_does_not if {
	sys_012.applies with input as json.patch(_good, [{"op": "add", "path": "/system/risk_register/tolerance", "value": 25}, {"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}])
	sys_012.findings == {{"actual": "10", "expected": "at most 9, or accepted by a named person", "fields": ["system.risk_register.items", "system.risk_register.tolerance"], "message": "system loan-score: risk R1 stays at 10 > 9 (convention: mid cell of a 5 by 5 matrix) and nobody accepted it by name"}} with input as json.patch(_good, [{"op": "add", "path": "/system/risk_register/tolerance", "value": 25}, {"op": "replace", "path": "/system/risk_register/items/0/residual", "value": 10}])
}

test_a_register_that_nobody_reviewed_is_found if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/reviewed_at", "value": "2026-05-26"}])
	sys_012.findings == {{"actual": "2026-05-26", "expected": "at most 180 days", "fields": ["system.risk_register.reviewed_at"], "message": "system loan-score: the risk register was reviewed on 2026-05-26, more than 180 days ago (product: AI Act 9(2) regular systematic review, no number)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/reviewed_at", "value": "2026-05-26"}])
}

test_one_reviewed_180_days_ago_counts if {
	sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/reviewed_at", "value": "2026-05-27"}])
	count(sys_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk_register/reviewed_at", "value": "2026-05-27"}])
}

test_without_system_risk_register_items_the_rule_applies_and_asks_for_it if {
	sys_012.applies with input as json.remove(_good, ["system/risk_register/items"])
	"system.risk_register.items" in sys_012.required with input as json.remove(_good, ["system/risk_register/items"])
}

test_without_system_risk_register_reviewed_at_the_rule_applies_and_asks_for_it if {
	sys_012.applies with input as json.remove(_good, ["system/risk_register/reviewed_at"])
	"system.risk_register.reviewed_at" in sys_012.required with input as json.remove(_good, ["system/risk_register/reviewed_at"])
}

test_a_system_of_limited_risk_is_not_concerned if not sys_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
