package bylaw.controls.dat_006_test

import data.bylaw.controls.dat_006

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "lawful_basis": "contract", "lawful_basis_ref": "docs/basis.md"}}

test_what_keeps_the_rule_passes if {
	dat_006.applies with input as _good
	count(dat_006.findings) == 0 with input as _good
}

test_personal_data_cannot_be_not_personal if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}])
	dat_006.findings == {{"actual": "not_personal", "expected": "consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests", "fields": ["dataset.lawful_basis"], "message": "dataset applicants holds personal data on the basis of not_personal, which is none of the six"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}])
}

test_an_empty_link_is_found if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis_ref", "value": " "}])
	dat_006.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["dataset.lawful_basis_ref"], "message": "dataset applicants links nothing that shows its lawful basis"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis_ref", "value": " "}])
}

test_consent_is_a_basis if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "consent"}])
	count(dat_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "consent"}])
}

test_legal_obligation_is_a_basis if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "legal_obligation"}])
	count(dat_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "legal_obligation"}])
}

test_vital_interests_is_a_basis if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "vital_interests"}])
	count(dat_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "vital_interests"}])
}

test_public_task_is_a_basis if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "public_task"}])
	count(dat_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "public_task"}])
}

test_legitimate_interests_is_a_basis if {
	dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "legitimate_interests"}])
	count(dat_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "legitimate_interests"}])
}

test_data_with_findings_of_a_scan_is_personal if {
	dat_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}, {"op": "add", "path": "/dataset/pii", "value": {"findings": [{"entity": "EMAIL"}]}}])
	dat_006.findings == {{"actual": "not_personal", "expected": "consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests", "fields": ["dataset.lawful_basis"], "message": "dataset applicants holds personal data on the basis of not_personal, which is none of the six"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}, {"op": "add", "path": "/dataset/pii", "value": {"findings": [{"entity": "EMAIL"}]}}])
}

test_data_with_special_categories_is_personal if {
	dat_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}, {"op": "add", "path": "/dataset/special", "value": {"present": true}}])
	dat_006.findings == {{"actual": "not_personal", "expected": "consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests", "fields": ["dataset.lawful_basis"], "message": "dataset applicants holds personal data on the basis of not_personal, which is none of the six"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/personal_data"}, {"op": "replace", "path": "/dataset/lawful_basis", "value": "not_personal"}, {"op": "add", "path": "/dataset/special", "value": {"present": true}}])
}

test_without_dataset_lawful_basis_the_rule_applies_and_asks_for_it if {
	dat_006.applies with input as json.remove(_good, ["dataset/lawful_basis"])
	"dataset.lawful_basis" in dat_006.required with input as json.remove(_good, ["dataset/lawful_basis"])
}

test_without_dataset_lawful_basis_ref_the_rule_applies_and_asks_for_it if {
	dat_006.applies with input as json.remove(_good, ["dataset/lawful_basis_ref"])
	"dataset.lawful_basis_ref" in dat_006.required with input as json.remove(_good, ["dataset/lawful_basis_ref"])
}

test_data_without_persons_is_not_concerned if not dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])

test_a_declared_no_counts_over_a_finding if not dat_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}, {"op": "add", "path": "/dataset/pii", "value": {"findings": [{"entity": "EMAIL"}]}}, {"op": "add", "path": "/dataset/special", "value": {"present": true}}])
