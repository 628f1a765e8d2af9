package bylaw.controls.fai_010_test

import data.bylaw.controls.fai_010

_good := {"subject": {"kind": "evaluation", "name": "run/fairness"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"confidence": 0.95, "min_n": 30}, "limits": {"confidence": "convention: usual level", "min_n": "convention: rule of thumb"}}

test_what_keeps_the_rule_passes if {
	fai_010.applies with input as _good
	count(fai_010.findings) == 0 with input as _good
}

test_a_small_group_without_decision_is_found if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}])
	fai_010.findings == {{"actual": "18 rows", "expected": "at least 30 rows, or a decision under excluded", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex female has 18 rows < 30 (convention: rule of thumb) and no written decision"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}])
}

test_a_group_of_the_limit_is_in_order if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 30}])
	count(fai_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 30}])
}

test_a_decision_answers if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "sex=female", "reason": "too few", "decided_by": "r.ortiz"}]}])
	count(fai_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "sex=female", "reason": "too few", "decided_by": "r.ortiz"}]}])
}

test_a_decision_by_the_plain_name_answers if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "too few", "decided_by": "r.ortiz"}]}])
	count(fai_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "too few", "decided_by": "r.ortiz"}]}])
}

test_a_reason_that_nobody_decided_does_not if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "too few"}]}])
	fai_010.findings == {{"actual": "18 rows", "expected": "at least 30 rows, or a decision under excluded", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex female has 18 rows < 30 (convention: rule of thumb) and no written decision"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "too few"}]}])
}

test_a_decision_without_reason_does_not if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "", "decided_by": "r.ortiz"}]}])
	fai_010.findings == {{"actual": "18 rows", "expected": "at least 30 rows, or a decision under excluded", "fields": ["evaluation.groups", "evaluation.excluded"], "message": "evaluation run/fairness: sex female has 18 rows < 30 (convention: rule of thumb) and no written decision"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 18}, {"op": "add", "path": "/evaluation/excluded", "value": [{"group": "female", "reason": "", "decided_by": "r.ortiz"}]}])
}

test_people_of_unknown_group_are_no_group if {
	fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 5}, {"op": "add", "path": "/evaluation/groups/0/insufficient", "value": "a value is not known"}])
	count(fai_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/n", "value": 5}, {"op": "add", "path": "/evaluation/groups/0/insufficient", "value": "a value is not known"}])
}

test_without_groups_anywhere_the_rule_applies_and_asks_for_them if {
	fai_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
	"evaluation.groups" in fai_010.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
