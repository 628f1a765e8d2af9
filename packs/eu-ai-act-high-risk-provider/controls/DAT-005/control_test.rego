package bylaw.controls.dat_005_test

import data.bylaw.controls.dat_005

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "allowed_purposes": ["loan-score"]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	dat_005.applies with input as _good
	count(dat_005.findings) == 0 with input as _good
}

test_another_purpose_is_found if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["marketing"]}])
	dat_005.findings == {{"actual": "Score loan applicants to help an underwriter decide, credit, credit-scoring, loan-score", "expected": "marketing", "fields": ["dataset.allowed_purposes", "system.purpose"], "message": "dataset applicants is used for Score loan applicants to help an underwriter decide or credit or credit-scoring or loan-score, which is not among its allowed purposes"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["marketing"]}])
}

test_no_purpose_is_found if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": []}])
	dat_005.findings == {{"actual": "Score loan applicants to help an underwriter decide, credit, credit-scoring, loan-score", "expected": "", "fields": ["dataset.allowed_purposes", "system.purpose"], "message": "dataset applicants is used for Score loan applicants to help an underwriter decide or credit or credit-scoring or loan-score, which is not among its allowed purposes"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": []}])
}

test_the_domain_names_the_purpose if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["credit"]}])
	count(dat_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["credit"]}])
}

test_scoring_in_the_domain_names_the_purpose if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["credit-scoring"]}])
	count(dat_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["credit-scoring"]}])
}

test_the_words_of_the_purpose_name_it if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["Score loan applicants to help an underwriter decide"]}])
	count(dat_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["Score loan applicants to help an underwriter decide"]}])
}

test_an_assessment_of_compatibility_answers if {
	dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["marketing"]}, {"op": "add", "path": "/dataset/x_compatibility_ref", "value": "docs/compat.md"}])
	count(dat_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/allowed_purposes", "value": ["marketing"]}, {"op": "add", "path": "/dataset/x_compatibility_ref", "value": "docs/compat.md"}])
}

test_data_with_a_lawful_basis_is_personal if {
	dat_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "add", "path": "/dataset/lawful_basis", "value": "contract"}, {"op": "replace", "path": "/dataset/allowed_purposes", "value": []}])
	dat_005.findings == {{"actual": "Score loan applicants to help an underwriter decide, credit, credit-scoring, loan-score", "expected": "", "fields": ["dataset.allowed_purposes", "system.purpose"], "message": "dataset applicants is used for Score loan applicants to help an underwriter decide or credit or credit-scoring or loan-score, which is not among its allowed purposes"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "add", "path": "/dataset/lawful_basis", "value": "contract"}, {"op": "replace", "path": "/dataset/allowed_purposes", "value": []}])
}

test_without_dataset_allowed_purposes_the_rule_applies_and_asks_for_it if {
	dat_005.applies with input as json.remove(_good, ["dataset/allowed_purposes"])
	"dataset.allowed_purposes" in dat_005.required with input as json.remove(_good, ["dataset/allowed_purposes"])
}

test_data_without_persons_is_not_concerned if not dat_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])

test_data_that_says_it_is_not_personal_is_not_concerned if not dat_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "add", "path": "/dataset/lawful_basis", "value": "not_personal"}])
