package bylaw.controls.doc_003_test

import data.bylaw.controls.doc_003

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "documents": [{"kind": "instructions", "ref": "docs/ifu.md", "items": ["provider", "capabilities", "limitations", "accuracy_by_group", "changes", "oversight", "resources", "maintenance", "logs"]}]}, "params": {"required": ["provider", "capabilities", "limitations", "accuracy_by_group", "changes", "oversight", "resources", "maintenance", "logs"]}, "limits": {"required": "statutory: AI Act 13(3)(a)-(f)"}}

test_what_keeps_the_rule_passes if {
	doc_003.applies with input as _good
	count(doc_003.findings) == 0 with input as _good
}

test_no_instructions_are_found if {
	doc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents", "value": []}])
	doc_003.findings == {{"actual": "none", "expected": "a document of kind instructions", "fields": ["system.documents"], "message": "system loan-score has no instructions for use"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents", "value": []}])
}

test_another_document_does_not_count if {
	doc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/kind", "value": "annex_iv"}])
	doc_003.findings == {{"actual": "none", "expected": "a document of kind instructions", "fields": ["system.documents"], "message": "system loan-score has no instructions for use"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/kind", "value": "annex_iv"}])
}

test_the_long_name_counts if {
	doc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/kind", "value": "instructions_for_use"}])
	count(doc_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/kind", "value": "instructions_for_use"}])
}

test_an_item_that_is_missing_is_named if {
	doc_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/0/items/8"}])
	doc_003.findings == {{"actual": "nothing", "expected": "logs", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give logs (statutory: AI Act 13(3)(a)-(f))"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/0/items/8"}])
}

test_a_document_that_lists_nothing_lacks_all if {
	doc_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/0/items"}])
	doc_003.findings == {{"actual": "nothing", "expected": "accuracy_by_group", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give accuracy by group (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "capabilities", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give capabilities (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "changes", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give changes (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "limitations", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give limitations (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "logs", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give logs (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "maintenance", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give maintenance (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "oversight", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give oversight (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "provider", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give provider (statutory: AI Act 13(3)(a)-(f))"}, {"actual": "nothing", "expected": "resources", "fields": ["system.documents"], "message": "system loan-score: its instructions for use do not give resources (statutory: AI Act 13(3)(a)-(f))"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/0/items"}])
}

test_a_placeholder_is_found if {
	doc_003.applies with input as json.patch(_good, [{"op": "add", "path": "/system/documents/0/placeholders", "value": 2}])
	doc_003.findings == {{"actual": "2", "expected": "0", "fields": ["system.documents"], "message": "system loan-score: its instructions for use docs/ifu.md hold 2 placeholders"}} with input as json.patch(_good, [{"op": "add", "path": "/system/documents/0/placeholders", "value": 2}])
}

test_without_system_documents_the_rule_applies_and_asks_for_it if {
	doc_003.applies with input as json.remove(_good, ["system/documents"])
	"system.documents" in doc_003.required with input as json.remove(_good, ["system/documents"])
}

test_a_system_of_limited_risk_is_not_concerned if not doc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_deployer_is_not_concerned if not doc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}])
