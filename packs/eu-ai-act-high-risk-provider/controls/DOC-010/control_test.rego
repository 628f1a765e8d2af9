package bylaw.controls.doc_010_test

import data.bylaw.controls.doc_010

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "retention": {"docs_days": 3653}}, "params": {"min_days": 3653}, "limits": {"min_days": "statutory: AI Act 18(1): ten years"}}

test_what_keeps_the_rule_passes if {
	doc_010.applies with input as _good
	count(doc_010.findings) == 0 with input as _good
}

test_a_shorter_time_is_found if {
	doc_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/retention/docs_days", "value": 3652}])
	doc_010.findings == {{"actual": "3652 days", "expected": "at least 3653 days", "fields": ["system.retention.docs_days"], "message": "system loan-score keeps its documentation for 3652 days < 3653 (statutory: AI Act 18(1): ten years)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/retention/docs_days", "value": 3652}])
}

test_without_system_retention_docs_days_the_rule_applies_and_asks_for_it if {
	doc_010.applies with input as json.remove(_good, ["system/retention/docs_days"])
	"system.retention.docs_days" in doc_010.required with input as json.remove(_good, ["system/retention/docs_days"])
}

test_a_system_of_limited_risk_is_not_concerned if not doc_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_deployer_is_not_concerned if not doc_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}])
