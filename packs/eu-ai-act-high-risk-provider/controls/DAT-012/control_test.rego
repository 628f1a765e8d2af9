package bylaw.controls.dat_012_test

import data.bylaw.controls.dat_012

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "representativeness": [{"attribute": "sex", "group": "female", "share": 0.48, "reference_share": 0.51, "count": 9600}, {"attribute": "sex", "group": "male", "share": 0.52, "reference_share": 0.49, "count": 10400}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"max_share_gap": 0.1, "min_group_rows": 100}, "limits": {"max_share_gap": "product: no number in law", "min_group_rows": "convention: enough for a rate within about 0.1 at 95 percent"}}

test_what_keeps_the_rule_passes if {
	dat_012.applies with input as _good
	count(dat_012.findings) == 0 with input as _good
}

test_no_comparison_is_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness", "value": []}])
	dat_012.findings == {{"actual": "none", "expected": "a share and a reference share for each group", "fields": ["dataset.representativeness"], "message": "dataset applicants compares no group with a reference"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness", "value": []}])
}

test_a_group_without_share_is_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/share"}])
	dat_012.findings == {{"actual": "not all of them", "expected": "share, reference_share and count", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has no share, reference share or count to compare"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/share"}])
}

test_a_group_without_count_is_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/count"}])
	dat_012.findings == {{"actual": "not all of them", "expected": "share, reference_share and count", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has no share, reference share or count to compare"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/count"}])
}

test_a_group_without_reference_is_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/reference_share"}])
	dat_012.findings == {{"actual": "not all of them", "expected": "share, reference_share and count", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has no share, reference share or count to compare"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/representativeness/0/reference_share"}])
}

test_a_gap_is_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.4}, {"op": "replace", "path": "/dataset/representativeness/1/share", "value": 0.6}])
	dat_012.findings == {{"actual": "0.11", "expected": "a gap of at most 0.1", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has a share of 0.4 against 0.51, gap 0.11 > 0.1 (product: no number in law)"}, {"actual": "0.11", "expected": "a gap of at most 0.1", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex male has a share of 0.6 against 0.49, gap 0.11 > 0.1 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.4}, {"op": "replace", "path": "/dataset/representativeness/1/share", "value": 0.6}])
}

test_a_gap_just_over_the_limit_is_not_rounded_away if {
	dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.61001}])
	dat_012.findings == {{"actual": "0.10001", "expected": "a gap of at most 0.1", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has a share of 0.61001 against 0.51, gap 0.10001 > 0.1 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.61001}])
}

test_few_rows_are_found if {
	dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/count", "value": 99}])
	dat_012.findings == {{"actual": "99 rows", "expected": "at least 100 rows", "fields": ["dataset.representativeness"], "message": "dataset applicants: sex female has 99 rows < 100 (convention: enough for a rate within about 0.1 at 95 percent)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/count", "value": 99}])
}

test_the_limit_itself_is_enough if {
	dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/count", "value": 100}, {"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.6}, {"op": "replace", "path": "/dataset/representativeness/0/reference_share", "value": 0.5}])
	count(dat_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/representativeness/0/count", "value": 100}, {"op": "replace", "path": "/dataset/representativeness/0/share", "value": 0.6}, {"op": "replace", "path": "/dataset/representativeness/0/reference_share", "value": 0.5}])
}

test_without_dataset_representativeness_the_rule_applies_and_asks_for_it if {
	dat_012.applies with input as json.remove(_good, ["dataset/representativeness"])
	"dataset.representativeness" in dat_012.required with input as json.remove(_good, ["dataset/representativeness"])
}

test_a_system_of_limited_risk_is_not_concerned if not dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_reference_data_is_not_concerned if not dat_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
