package bylaw.controls.dat_004_test

import data.bylaw.controls.dat_004

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "licence": {"spdx": "CC-BY-4.0", "allows": ["train", "commercial"]}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "commercial": true}, "params": {"denied": ["unknown", "CC-BY-NC-*", "CC-BY-ND-*"]}, "limits": {"denied": "product: non-commercial and no-derivative terms"}}

test_what_keeps_the_rule_passes if {
	dat_004.applies with input as _good
	count(dat_004.findings) == 0 with input as _good
}

test_a_licence_without_commerce_is_denied if dat_004.findings == {{"actual": "cc-by-nc-4.0", "expected": "a licence that allows the use", "fields": ["dataset.licence.spdx"], "message": "dataset applicants has the licence cc-by-nc-4.0, which is denied (CC-BY-NC-*) (product: non-commercial and no-derivative terms)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/spdx", "value": "cc-by-nc-4.0"}])

test_a_licence_without_derivatives_is_denied if dat_004.findings == {{"actual": "CC-BY-ND-4.0", "expected": "a licence that allows the use", "fields": ["dataset.licence.spdx"], "message": "dataset applicants has the licence CC-BY-ND-4.0, which is denied (CC-BY-ND-*) (product: non-commercial and no-derivative terms)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/spdx", "value": "CC-BY-ND-4.0"}])

test_an_unknown_licence_is_denied if dat_004.findings == {{"actual": "unknown", "expected": "a licence that allows the use", "fields": ["dataset.licence.spdx"], "message": "dataset applicants has the licence unknown, which is denied (unknown) (product: non-commercial and no-derivative terms)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/spdx", "value": "unknown"}])

test_a_licence_that_does_not_allow_training_is_found if dat_004.findings == {{"actual": "allows [\"commercial\"]", "expected": "train", "fields": ["dataset.licence.allows"], "message": "dataset applicants: its licence CC-BY-4.0 does not allow to train on it"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/allows", "value": ["commercial"]}])

test_a_licence_that_does_not_allow_commerce_is_found if dat_004.findings == {{"actual": "allows [\"train\"]", "expected": "commercial", "fields": ["dataset.licence.allows"], "message": "dataset applicants: its licence CC-BY-4.0 does not allow to use it commercially"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/allows", "value": ["train"]}])

test_a_licence_that_states_nothing_allows_nothing if dat_004.findings == {{"actual": "allows []", "expected": "commercial", "fields": ["dataset.licence.allows"], "message": "dataset applicants: its licence CC-BY-4.0 does not allow to use it commercially"}, {"actual": "allows []", "expected": "train", "fields": ["dataset.licence.allows"], "message": "dataset applicants: its licence CC-BY-4.0 does not allow to train on it"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/licence/allows"}])

test_a_system_that_earns_nothing_needs_no_commerce if count(dat_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/licence/allows", "value": ["train"]}, {"op": "replace", "path": "/system/commercial", "value": false}])

test_reference_data_need_not_allow_training if count(dat_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}, {"op": "replace", "path": "/dataset/licence/allows", "value": ["commercial"]}])

test_without_dataset_licence_spdx_the_rule_applies_and_asks_for_it if {
	dat_004.applies with input as json.remove(_good, ["dataset/licence/spdx"])
	"dataset.licence.spdx" in dat_004.required with input as json.remove(_good, ["dataset/licence/spdx"])
}
