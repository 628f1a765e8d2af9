package bylaw.controls.dat_018_test

import data.bylaw.controls.dat_018

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bias_exam_ref": "docs/bias.md", "gaps_ref": "docs/gaps.md"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	dat_018.applies with input as _good
	count(dat_018.findings) == 0 with input as _good
}

test_an_empty_link_to_the_examination_is_found if {
	dat_018.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/bias_exam_ref", "value": ""}])
	dat_018.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["dataset.bias_exam_ref"], "message": "dataset applicants links an empty bias_exam_ref"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/bias_exam_ref", "value": ""}])
}

test_an_empty_link_to_the_gaps_is_found if {
	dat_018.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/gaps_ref", "value": " "}])
	dat_018.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["dataset.gaps_ref"], "message": "dataset applicants links an empty gaps_ref"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/gaps_ref", "value": " "}])
}

test_without_dataset_bias_exam_ref_the_rule_applies_and_asks_for_it if {
	dat_018.applies with input as json.remove(_good, ["dataset/bias_exam_ref"])
	"dataset.bias_exam_ref" in dat_018.required with input as json.remove(_good, ["dataset/bias_exam_ref"])
}

test_without_dataset_gaps_ref_the_rule_applies_and_asks_for_it if {
	dat_018.applies with input as json.remove(_good, ["dataset/gaps_ref"])
	"dataset.gaps_ref" in dat_018.required with input as json.remove(_good, ["dataset/gaps_ref"])
}

test_a_system_of_limited_risk_is_not_concerned if not dat_018.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_reference_data_is_not_concerned if not dat_018.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
