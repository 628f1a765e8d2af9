package bylaw.controls.prv_012_test

import data.bylaw.controls.prv_012

_good := {"subject": {"kind": "model", "name": "chat"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "chat", "base": {"hosting": "api", "vendor": "model-vendor"}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "user_facing": true}, "all": {"vendors": [{"items": [{"name": "model-vendor", "service": "hosted llm", "contract_ref": "legal/msa.pdf", "dpa_ref": "legal/dpa.pdf", "trains_on_customer_data": false, "region": "eu", "reviewed_at": "2026-05-02", "upstream_doc_ref": "vendor/card.pdf"}]}]}, "params": {"allowed_regions": ["eu", "eea", "adequate"]}, "limits": {"allowed_regions": "regulatory: GDPR 44-45"}}

test_what_keeps_the_rule_passes if {
	prv_012.applies with input as _good
	count(prv_012.findings) == 0 with input as _good
}

test_an_unknown_vendor_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/vendor", "value": "other"}])
	prv_012.findings == {{"actual": "other", "expected": "an entry under vendors", "fields": ["vendors.items", "model.base.vendor"], "message": "model chat sends personal data to other, which is not among the vendors"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/vendor", "value": "other"}])
}

test_a_vendor_without_agreement_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
	prv_012.findings == {{"actual": "nothing", "expected": "dpa_ref", "fields": ["vendors.items"], "message": "model chat: no processing agreement with model-vendor is on file"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
}

test_a_vendor_that_trains_on_the_data_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/trains_on_customer_data", "value": true}])
	prv_012.findings == {{"actual": "true", "expected": "trains_on_customer_data: false", "fields": ["vendors.items"], "message": "model chat: model-vendor trains on the data of its customers, or does not say that it does not"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/trains_on_customer_data", "value": true}])
}

test_a_vendor_that_does_not_say_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/trains_on_customer_data"}])
	prv_012.findings == {{"actual": "nothing", "expected": "trains_on_customer_data: false", "fields": ["vendors.items"], "message": "model chat: model-vendor trains on the data of its customers, or does not say that it does not"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/trains_on_customer_data"}])
}

test_a_vendor_elsewhere_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/region", "value": "us"}])
	prv_012.findings == {{"actual": "us", "expected": "eu, eea, adequate", "fields": ["vendors.items"], "message": "model chat: model-vendor works in us, which is outside eu, eea, adequate (regulatory: GDPR 44-45)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/region", "value": "us"}])
}

test_a_vendor_nowhere_is_found if {
	prv_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/region"}])
	prv_012.findings == {{"actual": "nothing", "expected": "eu, eea, adequate", "fields": ["vendors.items"], "message": "model chat: model-vendor works in no region that it names, which is outside eu, eea, adequate (regulatory: GDPR 44-45)"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/vendors/0/items/0/region"}])
}

test_personal_data_without_users_is_concerned if {
	prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/user_facing", "value": false}, {"op": "add", "path": "/all/dataset", "value": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}]}, {"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
	prv_012.findings == {{"actual": "nothing", "expected": "dpa_ref", "fields": ["vendors.items"], "message": "model chat: no processing agreement with model-vendor is on file"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/user_facing", "value": false}, {"op": "add", "path": "/all/dataset", "value": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}]}, {"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
}

test_without_model_base_vendor_the_rule_applies_and_asks_for_it if {
	prv_012.applies with input as json.remove(_good, ["model/base/vendor"])
	"model.base.vendor" in prv_012.required with input as json.remove(_good, ["model/base/vendor"])
}

test_a_model_of_ones_own_is_not_concerned if not prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/hosting", "value": "self"}])

test_without_personal_data_there_is_no_need if not prv_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/user_facing", "value": false}])
