package bylaw.controls.dat_002_test

import data.bylaw.controls.dat_002

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "declared_digest": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}

test_what_keeps_the_rule_passes if {
	dat_002.applies with input as _good
	count(dat_002.findings) == 0 with input as _good
}

test_other_content_is_found if {
	dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	dat_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["dataset.digest", "dataset.declared_digest"], "message": "dataset applicants is not what was approved: its digest differs from the declared one"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_the_case_of_letters_does_not_matter if {
	dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/declared_digest", "value": "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}])
	count(dat_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/declared_digest", "value": "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}])
}

test_test_data_is_concerned if {
	dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	dat_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["dataset.digest", "dataset.declared_digest"], "message": "dataset applicants is not what was approved: its digest differs from the declared one"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_validation_data_is_concerned if {
	dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	dat_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["dataset.digest", "dataset.declared_digest"], "message": "dataset applicants is not what was approved: its digest differs from the declared one"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_data_for_fine_tuning_is_concerned if {
	dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	dat_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["dataset.digest", "dataset.declared_digest"], "message": "dataset applicants is not what was approved: its digest differs from the declared one"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_data_that_does_not_say_its_role_is_concerned if {
	dat_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	dat_002.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["dataset.digest", "dataset.declared_digest"], "message": "dataset applicants is not what was approved: its digest differs from the declared one"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/dataset/digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_without_dataset_digest_the_rule_applies_and_asks_for_it if {
	dat_002.applies with input as json.remove(_good, ["dataset/digest"])
	"dataset.digest" in dat_002.required with input as json.remove(_good, ["dataset/digest"])
}

test_without_dataset_declared_digest_the_rule_applies_and_asks_for_it if {
	dat_002.applies with input as json.remove(_good, ["dataset/declared_digest"])
	"dataset.declared_digest" in dat_002.required with input as json.remove(_good, ["dataset/declared_digest"])
}

test_data_for_reference_is_not_concerned if not dat_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
