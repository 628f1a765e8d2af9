package bylaw.controls.fai_001_test

import data.bylaw.controls.fai_001

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "fairness": {"metric_choice": {"metric": "impact_ratio", "rationale": "docs/fairness.md", "protected_attributes": ["sex"]}}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}], "model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "training": {"dataset_digests": ["cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"]}}], "dataset": [{"id": "train", "digest": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "roles": ["train"]}, {"id": "test", "digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "roles": ["test"]}]}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "regulatory: NYC LL144 audit year"}}

test_what_keeps_the_rule_passes if {
	fai_001.applies with input as _good
	count(fai_001.findings) == 0 with input as _good
}

test_without_an_evaluation_it_is_found if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
	fai_001.findings == {{"actual": "evaluations of []", "expected": "an evaluation of groups for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["evaluation.model_digest", "model.digest"], "message": "model gbm has no fairness evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_an_evaluation_of_another_model_does_not_count if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	fai_001.findings == {{"actual": "evaluations of [\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"]", "expected": "an evaluation of groups for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["evaluation.model_digest", "model.digest"], "message": "model gbm has no fairness evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_an_evaluation_of_no_model_does_not_count if {
	fai_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/model_digest"}])
	fai_001.findings == {{"actual": "evaluations of [\"no model\"]", "expected": "an evaluation of groups for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["evaluation.model_digest", "model.digest"], "message": "model gbm has no fairness evaluation of its digest"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/model_digest"}])
}

test_an_evaluation_without_groups_does_not_count if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/groups", "value": []}])
	fai_001.findings == {{"actual": "evaluations of []", "expected": "an evaluation of groups for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["evaluation.model_digest", "model.digest"], "message": "model gbm has no fairness evaluation of its digest"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/groups", "value": []}])
}

test_an_old_evaluation_is_found if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-22T00:00:00Z"}])
	fai_001.findings == {{"actual": "2025-11-22T00:00:00Z", "expected": "at most 365 days", "fields": ["evaluation.at"], "message": "model gbm: its newest fairness evaluation run/fairness of 2025-11-22 is older than 365 days (regulatory: NYC LL144 audit year)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-22T00:00:00Z"}])
}

test_one_of_a_year_ago_counts if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-23T00:00:00Z"}])
	count(fai_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2025-11-23T00:00:00Z"}])
}

test_the_newest_evaluation_counts if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2020-01-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}, {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}])
	count(fai_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2020-01-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}, {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}])
}

test_an_attribute_that_was_left_out_is_found if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": ["sex", "age_band"]}])
	fai_001.findings == {{"actual": "sex", "expected": "age_band", "fields": ["evaluation.groups", "system.fairness.metric_choice"], "message": "model gbm: the fairness evaluations of its digest leave out age_band"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": ["sex", "age_band"]}])
}

test_an_intersection_measures_both if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": ["sex", "race"]}, {"op": "add", "path": "/all/evaluation/0/intersections", "value": [{"attribute": "sex x race", "group": "f a"}]}])
	count(fai_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/fairness/metric_choice/protected_attributes", "value": ["sex", "race"]}, {"op": "add", "path": "/all/evaluation/0/intersections", "value": [{"attribute": "sex x race", "group": "f a"}]}])
}

test_an_evaluation_on_training_data_is_found if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/dataset_digest", "value": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}])
	fai_001.findings == {{"actual": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "expected": "data that the model was not trained on", "fields": ["evaluation.dataset_digest"], "message": "model gbm: its fairness evaluation run/fairness was made on training data"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/dataset_digest", "value": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}])
}

test_data_with_the_role_of_training_is_training_data if {
	fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/dataset_digest", "value": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}, {"op": "replace", "path": "/all/model/0/training", "value": {}}])
	fai_001.findings == {{"actual": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "expected": "data that the model was not trained on", "fields": ["evaluation.dataset_digest"], "message": "model gbm: its fairness evaluation run/fairness was made on training data"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/dataset_digest", "value": "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}, {"op": "replace", "path": "/all/model/0/training", "value": {}}])
}

test_an_evaluation_without_a_date_is_found if {
	fai_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/at"}])
	fai_001.findings == {{"actual": "none", "expected": "a date", "fields": ["evaluation.at"], "message": "model gbm: its fairness evaluation run/fairness does not say when it was made"}} with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/at"}])
}

test_a_system_that_leaves_open_whom_it_affects_is_concerned if {
	fai_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/affects_persons"}, {"op": "replace", "path": "/all/evaluation", "value": []}])
	fai_001.findings == {{"actual": "evaluations of []", "expected": "an evaluation of groups for aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["evaluation.model_digest", "model.digest"], "message": "model gbm has no fairness evaluation of its digest"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/affects_persons"}, {"op": "replace", "path": "/all/evaluation", "value": []}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	fai_001.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in fai_001.required with input as json.remove(_good, ["model/digest"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
