package bylaw.controls.doc_008_test

import data.bylaw.controls.doc_008

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "documents": [{"kind": "annex_iv", "annex_iv_item": 1, "ref": "docs/annex-iv/01.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}, {"kind": "annex_iv", "annex_iv_item": 2, "ref": "docs/annex-iv/02.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "placeholders": 0, "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "updated_at": "2026-10-01"}]}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "training": {"ended_at": "2026-09-30T10:00:00Z"}}]}}

test_what_keeps_the_rule_passes if {
	doc_008.applies with input as _good
	count(doc_008.findings) == 0 with input as _good
}

test_a_document_about_another_model_is_found if doc_008.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["system.documents", "model.digest"], "file": "docs/annex-iv/01.md", "message": "system loan-score: document docs/annex-iv/01.md is about a model that is not deployed"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_a_document_that_names_no_model_is_another_matter if count(doc_008.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/system/documents/0/model_digest"}])

test_without_models_nothing_is_compared if count(doc_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "replace", "path": "/system/documents/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_a_document_older_than_the_model_is_found if doc_008.findings == {{"actual": "2026-09-29", "expected": "updated on or after 2026-09-30", "fields": ["system.documents", "model.training"], "file": "docs/annex-iv/01.md", "message": "system loan-score: document docs/annex-iv/01.md of 2026-09-29 is older than model gbm of 2026-09-30"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/updated_at", "value": "2026-09-29"}])

test_a_document_of_the_same_day_is_in_order if count(doc_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/documents/0/updated_at", "value": "2026-09-30"}])

test_without_system_documents_the_rule_applies_and_asks_for_it if {
	doc_008.applies with input as json.remove(_good, ["system/documents"])
	"system.documents" in doc_008.required with input as json.remove(_good, ["system/documents"])
}
