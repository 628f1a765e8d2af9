package bylaw.controls.doc_011_test

import data.bylaw.controls.doc_011

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "conformity": {"declaration_ref": "docs/declaration.md", "ce_marked": true}}}

test_what_keeps_the_rule_passes if {
	doc_011.applies with input as _good
	count(doc_011.findings) == 0 with input as _good
}

test_no_mark_is_found if {
	doc_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/conformity/ce_marked", "value": false}])
	doc_011.findings == {{"actual": "false", "expected": "ce_marked: true", "fields": ["system.conformity.ce_marked"], "message": "system loan-score bears no CE marking"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/conformity/ce_marked", "value": false}])
}

test_an_empty_declaration_is_found if {
	doc_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/conformity/declaration_ref", "value": ""}])
	doc_011.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.conformity.declaration_ref"], "message": "system loan-score links an empty declaration of conformity"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/conformity/declaration_ref", "value": ""}])
}

test_without_system_conformity_declaration_ref_the_rule_applies_and_asks_for_it if {
	doc_011.applies with input as json.remove(_good, ["system/conformity/declaration_ref"])
	"system.conformity.declaration_ref" in doc_011.required with input as json.remove(_good, ["system/conformity/declaration_ref"])
}

test_without_system_conformity_ce_marked_the_rule_applies_and_asks_for_it if {
	doc_011.applies with input as json.remove(_good, ["system/conformity/ce_marked"])
	"system.conformity.ce_marked" in doc_011.required with input as json.remove(_good, ["system/conformity/ce_marked"])
}

test_a_system_of_limited_risk_is_not_concerned if not doc_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_deployer_is_not_concerned if not doc_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}])
