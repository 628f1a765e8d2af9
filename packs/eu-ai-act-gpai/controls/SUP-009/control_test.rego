package bylaw.controls.sup_009_test

import data.bylaw.controls.sup_009

_good := {"subject": {"kind": "system", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"model": [{"id": "chat", "base": {"vendor": "model-vendor"}}], "vendors": [{"items": [{"name": "model-vendor", "service": "hosted llm", "contract_ref": "legal/msa.pdf", "dpa_ref": "legal/dpa.pdf", "trains_on_customer_data": false, "region": "eu", "reviewed_at": "2026-05-02", "upstream_doc_ref": "vendor/card.pdf"}]}]}, "params": {"max_review_age_days": 365}, "limits": {"max_review_age_days": "convention: yearly vendor review is practice"}}

test_what_keeps_the_rule_passes if {
	sup_009.applies with input as _good
	count(sup_009.findings) == 0 with input as _good
}

test_a_vendor_who_is_not_listed_is_found if {
	sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/base/vendor", "value": "other"}])
	sup_009.findings == {{"actual": "other", "expected": "an entry under vendors", "fields": ["vendors.items", "model.base.vendor"], "message": "system support uses other, which is not among the vendors"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/base/vendor", "value": "other"}])
}

test_a_vendor_without_contract_is_found if {
	sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
	sup_009.findings == {{"actual": "nothing", "expected": "contract_ref", "fields": ["vendors.items"], "message": "system support: vendor model-vendor has no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
}

test_a_vendor_without_documentation_is_found if {
	sup_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/upstream_doc_ref"}])
	sup_009.findings == {{"actual": "nothing", "expected": "upstream_doc_ref", "fields": ["vendors.items"], "message": "system support: vendor model-vendor has no documentation of its model"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/upstream_doc_ref"}])
}

test_a_vendor_who_was_never_reviewed_is_found if {
	sup_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/reviewed_at"}])
	sup_009.findings == {{"actual": "nothing", "expected": "reviewed_at", "fields": ["vendors.items"], "message": "system support: vendor model-vendor has no review"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/reviewed_at"}])
}

test_an_old_review_is_found if {
	sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/reviewed_at", "value": "2025-11-22"}])
	sup_009.findings == {{"actual": "2025-11-22", "expected": "at most 365 days", "fields": ["vendors.items"], "message": "system support: vendor model-vendor was reviewed on 2025-11-22, more than 365 days ago (convention: yearly vendor review is practice)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/reviewed_at", "value": "2025-11-22"}])
}

test_a_review_of_a_year_ago_counts if {
	sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/reviewed_at", "value": "2025-11-23"}])
	count(sup_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/reviewed_at", "value": "2025-11-23"}])
}

test_a_vendor_of_no_model_is_reviewed_too if {
	sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
	sup_009.findings == {{"actual": "nothing", "expected": "contract_ref", "fields": ["vendors.items"], "message": "system support: vendor model-vendor has no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model", "value": []}, {"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
}

test_without_vendors_there_is_nothing_to_review if not sup_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {"model": [{"id": "m", "base": {"vendor": ""}}]}}])
