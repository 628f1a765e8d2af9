package bylaw.controls.fai_002_test

import data.bylaw.controls.fai_002

_good := {"subject": {"kind": "evaluation", "name": "run/fairness"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"min_ratio": 0.8, "min_share": 0.02, "min_n": 30}, "limits": {"min_ratio": "convention: US four-fifths screen, 29 CFR 1607.4(D)", "min_share": "regulatory: 6 RCNY 5-301 small category", "min_n": "convention: normal approximation rule of thumb"}}

test_what_keeps_the_rule_passes if {
	fai_002.applies with input as _good
	count(fai_002.findings) == 0 with input as _good
}

test_a_low_ratio_is_found if {
	fai_002.findings == {{"actual": "0.7234", "expected": "ratio at least 0.8", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex female is selected at 0.3400 against 0.4700 for male, ratio 0.7234 < 0.8 (convention: US four-fifths screen, 29 CFR 1607.4(D))"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.34}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.34}])
}

test_a_ratio_that_rounds_to_the_limit_is_below_it if {
	fai_002.findings == {{"actual": "0.7998", "expected": "ratio at least 0.8", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex female is selected at 0.3999 against 0.5000 for male, ratio 0.7998 < 0.8 (convention: US four-fifths screen, 29 CFR 1607.4(D))"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.3999}, {"op": "replace", "path": "/evaluation/groups/1/rate", "value": 0.5}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.3999}, {"op": "replace", "path": "/evaluation/groups/1/rate", "value": 0.5}])
}

test_the_limit_itself_passes if {
	fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.4}, {"op": "replace", "path": "/evaluation/groups/1/rate", "value": 0.5}])
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.4}, {"op": "replace", "path": "/evaluation/groups/1/rate", "value": 0.5}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.4}, {"op": "replace", "path": "/evaluation/groups/1/rate", "value": 0.5}])
}

test_a_low_intersection_is_found if {
	fai_002.findings == {{"actual": "0.6362", "expected": "ratio at least 0.8", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex x race female Black is selected at 0.2800 against 0.4401 for male White, ratio 0.6362 < 0.8 (convention: US four-fifths screen, 29 CFR 1607.4(D))"}} with input as json.patch(_good, [{"op": "add", "path": "/evaluation/intersections", "value": [{"attribute": "sex x race", "group": "female Black", "n": 700, "share": 0.09, "rate": 0.28}, {"attribute": "sex x race", "group": "male White", "n": 1520, "share": 0.19, "rate": 0.4401}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/evaluation/intersections", "value": [{"attribute": "sex x race", "group": "female Black", "n": 700, "share": 0.09, "rate": 0.28}, {"attribute": "sex x race", "group": "male White", "n": 1520, "share": 0.19, "rate": 0.4401}]}])
}

test_a_small_group_is_inconclusive if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 18, "share": 0.003, "rate": 1}]}])
	fai_002.inconclusive == {{"actual": "18 rows", "expected": "at least 30 rows", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex x has 18 rows < 30 (convention: normal approximation rule of thumb), too few to be judged"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 18, "share": 0.003, "rate": 1}]}])
}

test_a_small_group_sets_no_limit if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 18, "share": 0.003, "rate": 1}]}])
	fai_002.inconclusive == {{"actual": "18 rows", "expected": "at least 30 rows", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex x has 18 rows < 30 (convention: normal approximation rule of thumb), too few to be judged"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 18, "share": 0.003, "rate": 1}]}])
}

test_a_group_of_the_limit_is_judged if {
	fai_002.findings == {{"actual": "0.2128", "expected": "ratio at least 0.8", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex x is selected at 0.1000 against 0.4700 for male, ratio 0.2128 < 0.8 (convention: US four-fifths screen, 29 CFR 1607.4(D))"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 30, "share": 0.02, "rate": 0.1}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 30, "share": 0.02, "rate": 0.1}]}])
}

test_a_small_share_that_nobody_excluded_is_inconclusive if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0199, "rate": 1}]}])
	fai_002.inconclusive == {{"actual": "0.0199 of the rows", "expected": "an entry under excluded with a reason", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex x is 0.0199 of the rows < 0.02 (regulatory: 6 RCNY 5-301 small category) and is not listed as excluded with a reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0199, "rate": 1}]}])
}

test_a_small_share_that_is_excluded_is_not_used if {
	fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "sex=x", "share": 0.0077, "reason": "under 2 percent"}]}])
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "sex=x", "share": 0.0077, "reason": "under 2 percent"}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "sex=x", "share": 0.0077, "reason": "under 2 percent"}]}])
}

test_an_exclusion_by_the_plain_name_counts if {
	fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "x", "share": 0.0077, "reason": "under 2 percent"}]}])
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "x", "share": 0.0077, "reason": "under 2 percent"}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "x", "share": 0.0077, "reason": "under 2 percent"}]}])
}

test_an_exclusion_without_a_reason_does_not_count if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "x", "reason": ""}]}])
	fai_002.inconclusive == {{"actual": "0.0077 of the rows", "expected": "an entry under excluded with a reason", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex x is 0.0077 of the rows < 0.02 (regulatory: 6 RCNY 5-301 small category) and is not listed as excluded with a reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "x", "n": 60, "share": 0.0077, "rate": 0.1}]}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "x", "reason": ""}]}])
}

test_a_share_that_is_not_stated_is_worked_out if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "a", "n": 980, "rate": 0.5}, {"attribute": "sex", "group": "b", "n": 5000, "rate": 0.5}, {"attribute": "sex", "group": "x", "n": 100, "rate": 0.1}]}])
	fai_002.inconclusive == {{"actual": "0.0164 of the rows", "expected": "an entry under excluded with a reason", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex x is 0.0164 of the rows < 0.02 (regulatory: 6 RCNY 5-301 small category) and is not listed as excluded with a reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "a", "n": 980, "rate": 0.5}, {"attribute": "sex", "group": "b", "n": 5000, "rate": 0.5}, {"attribute": "sex", "group": "x", "n": 100, "rate": 0.1}]}])
}

test_one_group_alone_is_inconclusive if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}]}])
	fai_002.inconclusive == {{"actual": "1", "expected": "two groups", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: fewer than two groups of sex can be compared"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}]}])
}

test_nobody_selected_is_found if {
	fai_002.findings == {{"actual": "a rate of 0 everywhere", "expected": "a group that is selected", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: nobody is selected in any group of sex, so there is no ratio"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}])
}

test_a_group_without_a_rate_is_inconclusive if {
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups/0/rate"}])
	fai_002.inconclusive == {{"actual": "1", "expected": "two groups", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: fewer than two groups of sex can be compared"}, {"actual": "not both", "expected": "rate and n", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex female has no rate or no number of rows"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups/0/rate"}])
}

test_people_of_unknown_group_are_no_group if {
	fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "(unknown)", "n": 5, "share": 0.001, "rate": 0, "insufficient": "a value is not known"}]}])
	count(fai_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "(unknown)", "n": 5, "share": 0.001, "rate": 0, "insufficient": "a value is not known"}]}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}, {"attribute": "sex", "group": "(unknown)", "n": 5, "share": 0.001, "rate": 0, "insufficient": "a value is not known"}]}])
}

test_a_system_that_leaves_open_whom_it_affects_is_concerned if {
	fai_002.findings == {{"actual": "0.2128", "expected": "ratio at least 0.8", "fields": ["evaluation.groups"], "message": "evaluation run/fairness: sex female is selected at 0.1000 against 0.4700 for male, ratio 0.2128 < 0.8 (convention: US four-fifths screen, 29 CFR 1607.4(D))"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/affects_persons"}, {"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.1}])
	count(fai_002.inconclusive) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/system/affects_persons"}, {"op": "replace", "path": "/evaluation/groups/0/rate", "value": 0.1}])
}

test_without_groups_anywhere_the_rule_applies_and_asks_for_them if {
	fai_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
	"evaluation.groups" in fai_002.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "run/performance", "kind": "performance"}}])

test_where_none_is_declared_the_rule_applies if fai_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation"}, {"op": "replace", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}]}}])

test_where_nobody_measured_groups_each_evaluation_is_asked_for_them if {
	fai_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}, {"op": "replace", "path": "/all", "value": {"evaluation": [{"id": "p"}]}}])
}
