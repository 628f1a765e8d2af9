package bylaw.controls.dat_007_test

import data.bylaw.controls.dat_007

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "lawful_basis": "consent", "consent": {"coverage": 1, "withdrawn_present": 0}}, "params": {"min_coverage": 1.0}, "limits": {"min_coverage": "regulatory: GDPR 6(1)(a): without consent there is no basis for that person"}}

test_what_keeps_the_rule_passes if {
	dat_007.applies with input as _good
	count(dat_007.findings) == 0 with input as _good
}

test_a_share_that_rounds_to_one_is_not_one if {
	dat_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/consent/coverage", "value": 0.99999}])
	dat_007.findings == {{"actual": "0.99999", "expected": "a share of at least 1", "fields": ["dataset.consent.coverage"], "message": "dataset applicants: 0.99999 of its people consented < 1 (regulatory: GDPR 6(1)(a): without consent there is no basis for that person)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/consent/coverage", "value": 0.99999}])
}

test_a_person_who_withdrew_is_found if {
	dat_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/consent/withdrawn_present", "value": 1}])
	dat_007.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.consent.withdrawn_present"], "message": "dataset applicants still holds 1 people who took their consent back"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/consent/withdrawn_present", "value": 1}])
}

test_without_dataset_consent_coverage_the_rule_applies_and_asks_for_it if {
	dat_007.applies with input as json.remove(_good, ["dataset/consent/coverage"])
	"dataset.consent.coverage" in dat_007.required with input as json.remove(_good, ["dataset/consent/coverage"])
}

test_without_dataset_consent_withdrawn_present_the_rule_applies_and_asks_for_it if {
	dat_007.applies with input as json.remove(_good, ["dataset/consent/withdrawn_present"])
	"dataset.consent.withdrawn_present" in dat_007.required with input as json.remove(_good, ["dataset/consent/withdrawn_present"])
}

test_another_basis_needs_no_consent if not dat_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/lawful_basis", "value": "contract"}])
