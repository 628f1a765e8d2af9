package bylaw.controls.doc_002_test

import data.bylaw.controls.doc_002

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "documents": [{"kind": "annex_iv", "annex_iv_item": 1, "ref": "docs/annex-iv/01.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 2, "ref": "docs/annex-iv/02.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 3, "ref": "docs/annex-iv/03.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 4, "ref": "docs/annex-iv/04.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 5, "ref": "docs/annex-iv/05.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 6, "ref": "docs/annex-iv/06.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 7, "ref": "docs/annex-iv/07.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 8, "ref": "docs/annex-iv/08.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 9, "ref": "docs/annex-iv/09.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}]}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}]}, "params": {"max_placeholders": 0}, "limits": {"max_placeholders": "product: an unfinished section is not documentation"}}

test_what_keeps_the_rule_passes if {
	doc_002.applies with input as _good
	count(doc_002.findings) == 0 with input as _good
}

test_a_point_without_document_is_named if {
	doc_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/8"}])
	doc_002.findings == {{"actual": "none", "expected": "a document with annex_iv_item: 9", "fields": ["system.documents"], "message": "system loan-score has no document for point 9 of Annex IV"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/8"}])
}

test_no_documents_are_nine_findings if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents", "value": []}])
	doc_002.findings == {{"actual": "none", "expected": "a document with annex_iv_item: 1", "fields": ["system.documents"], "message": "system loan-score has no document for point 1 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 2", "fields": ["system.documents"], "message": "system loan-score has no document for point 2 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 3", "fields": ["system.documents"], "message": "system loan-score has no document for point 3 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 4", "fields": ["system.documents"], "message": "system loan-score has no document for point 4 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 5", "fields": ["system.documents"], "message": "system loan-score has no document for point 5 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 6", "fields": ["system.documents"], "message": "system loan-score has no document for point 6 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 7", "fields": ["system.documents"], "message": "system loan-score has no document for point 7 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 8", "fields": ["system.documents"], "message": "system loan-score has no document for point 8 of Annex IV"}, {"actual": "none", "expected": "a document with annex_iv_item: 9", "fields": ["system.documents"], "message": "system loan-score has no document for point 9 of Annex IV"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents", "value": []}])
}

test_a_document_without_hash_is_found if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/sha256", "value": ""}])
	doc_002.findings == {{"actual": "nothing", "expected": "sha256", "fields": ["system.documents"], "file": "docs/annex-iv/01.md", "message": "system loan-score: document docs/annex-iv/01.md for point 1 of Annex IV has no hash"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/sha256", "value": ""}])
}

test_a_placeholder_is_found if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/4/placeholders", "value": 1}])
	doc_002.findings == {{"actual": "1", "expected": "at most 0", "fields": ["system.documents"], "file": "docs/annex-iv/05.md", "message": "system loan-score: document docs/annex-iv/05.md for point 5 of Annex IV has 1 placeholders > 0 (product: an unfinished section is not documentation)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/4/placeholders", "value": 1}])
}

test_a_document_that_nobody_searched_is_found if {
	doc_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/4/placeholders"}])
	doc_002.findings == {{"actual": "nothing", "expected": "at most 0", "fields": ["system.documents"], "file": "docs/annex-iv/05.md", "message": "system loan-score: document docs/annex-iv/05.md for point 5 of Annex IV has an unknown number of placeholders > 0 (product: an unfinished section is not documentation)"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/4/placeholders"}])
}

test_a_document_about_another_model_is_found if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/4/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	doc_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["system.documents", "model.digest"], "file": "docs/annex-iv/05.md", "message": "system loan-score: document docs/annex-iv/05.md for point 5 of Annex IV is about another model"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/4/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_a_document_about_no_model_is_found if {
	doc_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/4/model_digest"}])
	doc_002.findings == {{"actual": "nothing", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["system.documents", "model.digest"], "file": "docs/annex-iv/05.md", "message": "system loan-score: document docs/annex-iv/05.md for point 5 of Annex IV is about another model"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/4/model_digest"}])
}

test_without_models_no_digest_is_compared if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "remove", "path": "/system/documents/4/model_digest"}])
	count(doc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "remove", "path": "/system/documents/4/model_digest"}])
}

test_a_point_with_a_letter_counts if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/1/annex_iv_item", "value": "2(d)"}])
	count(doc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/1/annex_iv_item", "value": "2(d)"}])
}

test_twelve_is_not_point_one if {
	doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/annex_iv_item", "value": "12"}])
	doc_002.findings == {{"actual": "none", "expected": "a document with annex_iv_item: 1", "fields": ["system.documents"], "message": "system loan-score has no document for point 1 of Annex IV"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/annex_iv_item", "value": "12"}])
}

test_without_system_documents_the_rule_applies_and_asks_for_it if {
	doc_002.applies with input as json.remove(_good, ["system/documents"])
	"system.documents" in doc_002.required with input as json.remove(_good, ["system/documents"])
}

test_a_system_of_limited_risk_is_not_concerned if not doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_deployer_is_not_concerned if not doc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}])
