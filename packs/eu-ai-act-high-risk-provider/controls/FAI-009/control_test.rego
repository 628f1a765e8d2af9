package bylaw.controls.fai_009_test

import data.bylaw.controls.fai_009

_good := {"subject": {"kind": "evaluation", "name": "run"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85, "calibration_error": 0.02}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86, "calibration_error": 0.02}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"max_gap": 0.05}, "limits": {"max_gap": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	fai_009.applies with input as _good
	count(fai_009.findings) == 0 with input as _good
}

test_a_large_error_is_found if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.0501}])
	fai_009.findings == {{"actual": "0.0501", "expected": "at most 0.05", "fields": ["evaluation.groups"], "message": "evaluation run: the calibration error of sex female is 0.0501 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.0501}])
}

test_a_large_gap_is_found_too if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.08}])
	fai_009.findings == {{"actual": "0.06", "expected": "a gap of at most 0.05", "fields": ["evaluation.groups"], "message": "evaluation run: calibration errors by sex differ by 0.06 > 0.05 (product: no number in law)"}, {"actual": "0.08", "expected": "at most 0.05", "fields": ["evaluation.groups"], "message": "evaluation run: the calibration error of sex female is 0.08 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.08}])
}

test_the_limit_itself_is_in_order if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.05}])
	count(fai_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.05}])
}

test_insurance_is_concerned if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_domain", "value": "insurance"}, {"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.06}])
	fai_009.findings == {{"actual": "0.06", "expected": "at most 0.05", "fields": ["evaluation.groups"], "message": "evaluation run: the calibration error of sex female is 0.06 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_domain", "value": "insurance"}, {"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.06}])
}

test_health_is_concerned if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_domain", "value": "health"}, {"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.06}])
	fai_009.findings == {{"actual": "0.06", "expected": "at most 0.05", "fields": ["evaluation.groups"], "message": "evaluation run: the calibration error of sex female is 0.06 > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_domain", "value": "health"}, {"op": "replace", "path": "/evaluation/groups/0/calibration_error", "value": 0.06}])
}

test_errors_that_nobody_measured_are_asked_for if {
	fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}])
	"evaluation.groups.calibration_error" in fai_009.required with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/groups", "value": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}])
}

test_without_groups_anywhere_the_rule_applies_and_asks_for_them if {
	fai_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
	"evaluation.groups" in fai_009.required with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/groups"}, {"op": "remove", "path": "/all/evaluation/0/groups"}])
}

test_what_is_there_is_not_asked_for if fai_009.required == {"evaluation.groups"} with input as _good

test_other_domains_are_not_concerned if not fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/decision_domain", "value": "employment"}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
