package bylaw.controls.fai_003_test

import data.bylaw.controls.fai_003

_good := {"subject": {"kind": "evaluation", "name": "audit"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}], "intersections": [{"attribute": "sex x race_ethnicity", "group": "female Black", "n": 700, "share": 0.09, "rate": 0.39, "impact_ratio": 0.9}, {"attribute": "sex x race_ethnicity", "group": "male Pacific Islander", "n": 35, "share": 0.004, "rate": 0.4}], "excluded": [{"group": "male Pacific Islander", "share": 0.004, "reason": "under 2 percent of known applicants"}], "unknown_category_count": 400}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "employment", "decision_effect": "materially_influences", "jurisdictions": ["US-NY-NYC"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"small_share": 0.02}, "limits": {"small_share": "regulatory: 6 RCNY 5-301"}}

test_what_keeps_the_rule_passes if {
	fai_003.applies with input as _good
	count(fai_003.findings) == 0 with input as _good
}

test_other_intersections_do_not_count if {
	fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/intersections", "value": [{"attribute": "sex x age", "group": "f 1", "rate": 0.1, "impact_ratio": 0.9}]}])
	fai_003.findings == {{"actual": "[\"sex x age\"]", "expected": "rates for sex by race/ethnicity", "fields": ["evaluation.intersections"], "message": "evaluation audit reports no intersection of sex and race or ethnicity"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/intersections", "value": [{"attribute": "sex x age", "group": "f 1", "rate": 0.1, "impact_ratio": 0.9}]}])
}

test_race_without_sex_does_not_count if {
	fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/intersections", "value": [{"attribute": "race", "group": "a", "rate": 0.1, "impact_ratio": 0.9}]}])
	fai_003.findings == {{"actual": "[\"race\"]", "expected": "rates for sex by race/ethnicity", "fields": ["evaluation.intersections"], "message": "evaluation audit reports no intersection of sex and race or ethnicity"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/intersections", "value": [{"attribute": "race", "group": "a", "rate": 0.1, "impact_ratio": 0.9}]}])
}

test_a_cell_without_a_rate_is_found if {
	fai_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/intersections/0/rate"}])
	fai_003.findings == {{"actual": "none", "expected": "a rate", "fields": ["evaluation.intersections"], "message": "evaluation audit: cell female Black has no rate"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/intersections/0/rate"}])
}

test_a_cell_without_a_ratio_is_found if {
	fai_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/intersections/0/impact_ratio"}])
	fai_003.findings == {{"actual": "neither", "expected": "an impact ratio, or an entry under excluded", "fields": ["evaluation.intersections", "evaluation.excluded"], "message": "evaluation audit: cell female Black has no impact ratio and is not excluded"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/intersections/0/impact_ratio"}])
}

test_an_excluded_cell_by_its_long_name_is_known if {
	fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/group", "value": "sex x race_ethnicity=male Pacific Islander"}])
	count(fai_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/group", "value": "sex x race_ethnicity=male Pacific Islander"}])
}

test_an_excluded_cell_without_reason_is_found if {
	fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/reason", "value": ""}])
	fai_003.findings == {{"actual": "nothing", "expected": "reason", "fields": ["evaluation.excluded"], "message": "evaluation audit: the excluded cell male Pacific Islander states no reason"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/reason", "value": ""}])
}

test_an_excluded_cell_without_share_is_found if {
	fai_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/excluded/0/share"}])
	fai_003.findings == {{"actual": "nothing", "expected": "share", "fields": ["evaluation.excluded"], "message": "evaluation audit: the excluded cell male Pacific Islander states no share"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/excluded/0/share"}])
}

test_a_cell_that_is_not_small_may_not_be_excluded if {
	fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/share", "value": 0.02}])
	fai_003.findings == {{"actual": "0.02", "expected": "less than 0.02", "fields": ["evaluation.excluded"], "message": "evaluation audit: cell male Pacific Islander is excluded with a share of 0.02 >= 0.02 (regulatory: 6 RCNY 5-301)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/excluded/0/share", "value": 0.02}])
}

test_without_evaluation_intersections_the_rule_applies_and_asks_for_it if {
	fai_003.applies with input as json.remove(_good, ["evaluation/intersections"])
	"evaluation.intersections" in fai_003.required with input as json.remove(_good, ["evaluation/intersections"])
}

test_without_evaluation_unknown_category_count_the_rule_applies_and_asks_for_it if {
	fai_003.applies with input as json.remove(_good, ["evaluation/unknown_category_count"])
	"evaluation.unknown_category_count" in fai_003.required with input as json.remove(_good, ["evaluation/unknown_category_count"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_elsewhere_it_is_not_asked_for if not fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["EU"]}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
