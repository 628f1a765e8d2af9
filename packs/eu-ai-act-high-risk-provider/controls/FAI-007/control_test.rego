package bylaw.controls.fai_007_test

import data.bylaw.controls.fai_007

_good := {"subject": {"kind": "evaluation", "name": "run/fairness"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"max_gap": 0.1}, "limits": {"max_gap": "convention: same band as equal opportunity"}}

test_what_keeps_the_rule_passes if {
	fai_007.applies with input as _good
	count(fai_007.findings) == 0 with input as _good
}

test_a_gap_is_found if {
	fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.4}])
	fai_007.findings == {{"actual": "0.2457", "expected": "a gap of at most 0.1", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: false-positive rates by sex are 0.1543 for male and 0.4000 for female, gap 0.2457 > 0.1 (convention: same band as equal opportunity)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.4}])
	count(fai_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.4}])
}

test_a_gap_just_over_the_limit_is_not_rounded_away if {
	fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.500001}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.4}])
	fai_007.findings == {{"actual": "0.100001", "expected": "a gap of at most 0.1", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: false-positive rates by sex are 0.4000 for male and 0.5000 for female, gap 0.100001 > 0.1 (convention: same band as equal opportunity)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.500001}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.4}])
	count(fai_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.500001}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.4}])
}

test_the_limit_itself_passes if {
	fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.6}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.5}])
	count(fai_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.6}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.5}])
	count(fai_007.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/fpr", "value": 0.6}, {"op": "replace", "path": "/evaluation/groups/1/fpr", "value": 0.5}])
}

test_a_rate_of_one_group_alone_is_inconclusive if {
	fai_007.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups/0/fpr"}])
	count(fai_007.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups/0/fpr"}])
	fai_007.inconclusive == {{"actual": "fewer", "expected": "two groups", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: fewer than two groups of sex have a false-positive rate"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups/0/fpr"}])
}

test_groups_of_different_attributes_are_not_compared if {
	fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "a", "group": "x", "fpr": 0.1}, {"attribute": "b", "group": "y", "fpr": 0.9}]}])
	count(fai_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "a", "group": "x", "fpr": 0.1}, {"attribute": "b", "group": "y", "fpr": 0.9}]}])
	fai_007.inconclusive == {{"actual": "fewer", "expected": "two groups", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: fewer than two groups of a have a false-positive rate"}, {"actual": "fewer", "expected": "two groups", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: fewer than two groups of b have a false-positive rate"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "a", "group": "x", "fpr": 0.1}, {"attribute": "b", "group": "y", "fpr": 0.9}]}])
}

test_rates_that_nobody_measured_are_asked_for if {
	fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "f", "rate": 0.4}]}])
	"evaluation.groups.fpr" in fai_007.required with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "f", "rate": 0.4}]}])
}

test_without_groups_anywhere_the_rule_applies_and_asks_for_them if {
	fai_007.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
	"evaluation.groups" in fai_007.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
}

test_what_is_there_is_not_asked_for if fai_007.required == {"evaluation.groups"} with input as _good

test_a_system_that_affects_nobody_is_not_concerned if not fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
