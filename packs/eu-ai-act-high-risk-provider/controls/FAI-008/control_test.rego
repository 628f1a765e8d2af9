package bylaw.controls.fai_008_test

import data.bylaw.controls.fai_008

_good := {"subject": {"kind": "evaluation", "name": "run/fairness"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}], "metrics": [{"name": "accuracy", "value": 0.855, "higher_is_better": true}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"min_fraction": 0.9}, "limits": {"min_fraction": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	fai_008.applies with input as _good
	count(fai_008.findings) == 0 with input as _good
}

test_a_group_that_is_served_worse_is_found if {
	fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.7}])
	fai_008.findings == {{"actual": "0.818713", "expected": "at least 0.9 of the overall value", "fields": ["evaluation.groups", "evaluation.metrics"], "message": "evaluation run/fairness: accuracy of sex female is 0.7000 against 0.8550 overall, fraction 0.818713 < 0.9 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.7}])
	count(fai_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.7}])
}

test_the_limit_itself_passes if {
	fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.72}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.8}])
	count(fai_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.72}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.8}])
	count(fai_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.72}, {"op": "replace", "path": "/evaluation/metrics/0/value", "value": 0.8}])
}

test_a_metric_that_is_named_is_the_one if {
	fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "x", "value": 5}, {"name": "f1", "value": 0.9}]}, {"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}, {"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.8}])
	fai_008.findings == {{"actual": "0.888889", "expected": "at least 0.9 of the overall value", "fields": ["evaluation.groups", "evaluation.metrics"], "message": "evaluation run/fairness: f1 of sex female is 0.8000 against 0.9000 overall, fraction 0.888889 < 0.9 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "x", "value": 5}, {"name": "f1", "value": 0.9}]}, {"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}, {"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.8}])
	count(fai_008.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "x", "value": 5}, {"name": "f1", "value": 0.9}]}, {"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}, {"op": "replace", "path": "/evaluation/groups/0/metric", "value": 0.8}])
}

test_without_an_overall_value_it_is_inconclusive if {
	fai_008.applies with input as json.patch(_good, [{"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}])
	count(fai_008.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}])
	fai_008.inconclusive == {{"actual": "nothing", "expected": "f1", "fields": ["evaluation.metrics"], "message": "evaluation run/fairness states no overall value of f1 to compare with"}} with input as json.patch(_good, [{"op": "add", "path": "/evaluation/groups/0/metric_name", "value": "f1"}])
}

test_a_slice_is_not_the_overall_value if {
	fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "accuracy", "value": 0.5, "slice": "north"}]}])
	count(fai_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "accuracy", "value": 0.5, "slice": "north"}]}])
	fai_008.inconclusive == {{"actual": "nothing", "expected": "accuracy", "fields": ["evaluation.metrics"], "message": "evaluation run/fairness states no overall value of accuracy to compare with"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/metrics", "value": [{"name": "accuracy", "value": 0.5, "slice": "north"}]}])
}

test_without_evaluation_metrics_the_rule_applies_and_asks_for_it if {
	fai_008.applies with input as json.remove(_good, ["evaluation/metrics"])
	"evaluation.metrics" in fai_008.required with input as json.remove(_good, ["evaluation/metrics"])
}

test_metrics_that_nobody_measured_are_asked_for if {
	fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "f", "rate": 0.4}]}])
	"evaluation.groups.metric" in fai_008.required with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "f", "rate": 0.4}]}])
}

test_without_groups_anywhere_the_rule_applies_and_asks_for_them if {
	fai_008.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
	"evaluation.groups" in fai_008.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
}

test_what_is_there_is_not_asked_for if fai_008.required == {"evaluation.groups", "evaluation.metrics"} with input as _good

test_a_system_that_affects_nobody_is_not_concerned if not fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
