package bylaw.controls.fai_005_test

import data.bylaw.controls.fai_005

_good := {"subject": {"kind": "evaluation", "name": "audit"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "evaluation": {"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}], "published": {"url": "https://jobs.example/audit", "fields": ["audit_date", "data_source", "data_explanation", "unknown_count", "applicant_counts", "rates", "impact_ratios", "distribution_date"], "distribution_date": "2026-01-05"}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["US-NY-NYC"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "notices": {"candidate_notice_days": 10}}, "all": {"evaluation": [{"id": "run/fairness", "kind": "fairness", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "groups": [{"attribute": "sex", "group": "female", "n": 2900, "share": 0.48, "rate": 0.44, "tpr": 0.85, "fpr": 0.15, "metric": 0.85}, {"attribute": "sex", "group": "male", "n": 3100, "share": 0.52, "rate": 0.47, "tpr": 0.8686, "fpr": 0.1543, "metric": 0.86}]}]}, "params": {"notice_business_days": 10, "required_fields": ["audit_date", "data_source", "data_explanation", "unknown_count", "applicant_counts", "rates", "impact_ratios", "distribution_date"]}, "limits": {"notice_business_days": "statutory: 6 RCNY 5-304", "required_fields": "statutory: 6 RCNY 5-303"}}

test_what_keeps_the_rule_passes if {
	fai_005.applies with input as _good
	count(fai_005.findings) == 0 with input as _good
}

test_a_summary_without_address_is_found if {
	fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/published/url", "value": ""}])
	fai_005.findings == {{"actual": "none", "expected": "a public address", "fields": ["evaluation.published"], "message": "evaluation audit: the audit summary is published nowhere"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/published/url", "value": ""}])
}

test_a_field_that_is_missing_is_named if {
	fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/published/fields", "value": ["audit_date", "data_source", "data_explanation", "unknown_count", "applicant_counts", "rates", "impact_ratios"]}])
	fai_005.findings == {{"actual": "not on the page", "expected": "distribution_date", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks distribution date (statutory: 6 RCNY 5-303)"}} with input as json.patch(_good, [{"op": "replace", "path": "/evaluation/published/fields", "value": ["audit_date", "data_source", "data_explanation", "unknown_count", "applicant_counts", "rates", "impact_ratios"]}])
}

test_a_page_without_fields_lacks_all if {
	fai_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/published/fields"}])
	fai_005.findings == {{"actual": "not on the page", "expected": "applicant_counts", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks applicant counts (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "audit_date", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks audit date (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "data_explanation", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks data explanation (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "data_source", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks data source (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "distribution_date", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks distribution date (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "impact_ratios", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks impact ratios (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "rates", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks rates (statutory: 6 RCNY 5-303)"}, {"actual": "not on the page", "expected": "unknown_count", "fields": ["evaluation.published"], "message": "evaluation audit: the published summary lacks unknown count (statutory: 6 RCNY 5-303)"}} with input as json.patch(_good, [{"op": "remove", "path": "/evaluation/published/fields"}])
}

test_three_business_days_are_too_few if {
	fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/candidate_notice_days", "value": 3}])
	fai_005.findings == {{"actual": "3", "expected": "at least 10 business days", "fields": ["system.notices.candidate_notice_days"], "message": "evaluation audit: candidates are told 3 business days ahead < 10 (statutory: 6 RCNY 5-304)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/candidate_notice_days", "value": 3}])
}

test_without_evaluation_published_the_rule_applies_and_asks_for_it if {
	fai_005.applies with input as json.remove(_good, ["evaluation/published"])
	"evaluation.published" in fai_005.required with input as json.remove(_good, ["evaluation/published"])
}

test_without_system_notices_candidate_notice_days_the_rule_applies_and_asks_for_it if {
	fai_005.applies with input as json.remove(_good, ["system/notices/candidate_notice_days"])
	"system.notices.candidate_notice_days" in fai_005.required with input as json.remove(_good, ["system/notices/candidate_notice_days"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])

test_elsewhere_it_is_not_asked_for if not fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["EU"]}])

test_an_evaluation_without_groups_is_left_to_the_one_that_has_them if not fai_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/evaluation", "value": {"id": "p"}}])
