package bylaw.controls.fai_004_test

import data.bylaw.controls.fai_004

_good := {"subject": {"kind": "evaluation", "name": "audit"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}], "evaluator": {"person": "a.auditor", "organisation": "Audit LLC", "independent": true}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["US-NY-NYC"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}], "approval": [{"author": "dev@bank.example"}], "vendors": [{"items": [{"name": "RankCo"}]}]}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "statutory: NYC Admin. Code 20-871"}}

test_what_keeps_the_rule_passes if {
	fai_004.applies with input as _good
	count(fai_004.findings) == 0 with input as _good
}

test_an_auditor_who_is_not_independent_is_found if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/independent", "value": false}])
	fai_004.findings == {{"actual": "false", "expected": "independent: true", "fields": ["evaluation.evaluator"], "message": "evaluation audit: the auditor a.auditor of Audit LLC is not marked independent"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/independent", "value": false}])
}

test_an_auditor_who_does_not_say_is_found if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator", "value": {"person": "a"}}])
	fai_004.findings == {{"actual": "nothing", "expected": "independent: true", "fields": ["evaluation.evaluator"], "message": "evaluation audit: the auditor a of no organisation is not marked independent"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator", "value": {"person": "a"}}])
}

test_the_owner_is_no_auditor if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/person", "value": "risk@bank.example"}])
	fai_004.findings == {{"actual": "risk@bank.example", "expected": "somebody else", "fields": ["evaluation.evaluator", "system.owner.contact", "approval.author", "vendors.items"], "message": "evaluation audit: the auditor risk@bank.example is author, owner or vendor of the system"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/person", "value": "risk@bank.example"}])
}

test_the_author_is_no_auditor if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/person", "value": "DEV@bank.example"}])
	fai_004.findings == {{"actual": "DEV@bank.example", "expected": "somebody else", "fields": ["evaluation.evaluator", "system.owner.contact", "approval.author", "vendors.items"], "message": "evaluation audit: the auditor DEV@bank.example is author, owner or vendor of the system"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/person", "value": "DEV@bank.example"}])
}

test_the_vendor_is_no_auditor if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/organisation", "value": "rankco"}])
	fai_004.findings == {{"actual": "rankco", "expected": "somebody else", "fields": ["evaluation.evaluator", "system.owner.contact", "approval.author", "vendors.items"], "message": "evaluation audit: the auditor rankco is author, owner or vendor of the system"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/evaluator/organisation", "value": "rankco"}])
}

test_an_audit_of_more_than_a_year_is_found if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2025-11-22T23:59:59Z"}])
	fai_004.findings == {{"actual": "2025-11-22T23:59:59Z", "expected": "at most 365 days", "fields": ["evaluation.at"], "message": "evaluation audit: the audit of 2025-11-22 is older than 365 days (statutory: NYC Admin. Code 20-871)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2025-11-22T23:59:59Z"}])
}

test_a_leap_year_is_a_year if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2027-06-01T00:00:00Z"}, {"op": "replace", "path": "/context/now", "value": "2028-06-01T00:00:00Z"}])
	count(fai_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2027-06-01T00:00:00Z"}, {"op": "replace", "path": "/context/now", "value": "2028-06-01T00:00:00Z"}])
}

test_after_a_leap_year_it_is_found if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2027-06-01T00:00:00Z"}, {"op": "replace", "path": "/context/now", "value": "2028-06-01T00:00:01Z"}])
	fai_004.findings == {{"actual": "2027-06-01T00:00:00Z", "expected": "at most 365 days", "fields": ["evaluation.at"], "message": "evaluation audit: the audit of 2027-06-01 is older than 365 days (statutory: NYC Admin. Code 20-871)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2027-06-01T00:00:00Z"}, {"op": "replace", "path": "/context/now", "value": "2028-06-01T00:00:01Z"}])
}

test_an_audit_from_the_future_is_found if {
	fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2026-12-01T00:00:00Z"}])
	fai_004.findings == {{"actual": "2026-12-01T00:00:00Z", "expected": "a day that has come", "fields": ["evaluation.at"], "message": "evaluation audit: the audit is dated 2026-12-01, which has not come yet"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/at", "value": "2026-12-01T00:00:00Z"}])
}

test_without_evaluation_evaluator_the_rule_applies_and_asks_for_it if {
	fai_004.applies with input as json.remove(_good, ["evaluation/evaluator"])
	"evaluation.evaluator" in fai_004.required with input as json.remove(_good, ["evaluation/evaluator"])
}

test_without_evaluation_at_the_rule_applies_and_asks_for_it if {
	fai_004.applies with input as json.remove(_good, ["evaluation/at"])
	"evaluation.at" in fai_004.required with input as json.remove(_good, ["evaluation/at"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_elsewhere_it_is_not_asked_for if not fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["EU"]}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
