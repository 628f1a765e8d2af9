package bylaw.controls.sys_013_test

import data.bylaw.controls.sys_013

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "literacy": {"records": [{"person": "u.berg", "role": "underwriter", "course": "AI basics", "completed_at": "2026-05-01"}]}, "oversight": {"people": [{"person": "u.berg"}]}}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "product: yearly refresh is practice"}}

test_what_keeps_the_rule_passes if {
	sys_013.applies with input as _good
	count(sys_013.findings) == 0 with input as _good
}

test_no_record_is_found if sys_013.findings == {{"actual": "none", "expected": "a record for each role", "fields": ["system.literacy.records"], "message": "system loan-score: nobody is recorded as trained"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/literacy/records", "value": []}])

test_a_person_without_record_is_found if sys_013.findings == {{"actual": "none", "expected": "a record with course and day", "fields": ["system.literacy.records", "system.oversight.people"], "message": "system loan-score: h.cho oversees it and has no training record with a course"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/oversight/people/0/person", "value": "h.cho"}])

test_a_record_without_course_is_none if sys_013.findings == {{"actual": "none", "expected": "a record with course and day", "fields": ["system.literacy.records", "system.oversight.people"], "message": "system loan-score: u.berg oversees it and has no training record with a course"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/literacy/records/0/course", "value": ""}])

test_a_record_without_day_is_none if sys_013.findings == {{"actual": "none", "expected": "a record with course and day", "fields": ["system.literacy.records", "system.oversight.people"], "message": "system loan-score: u.berg oversees it and has no training record with a course"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/literacy/records/0/completed_at", "value": ""}])

test_old_training_is_found if sys_013.findings == {{"actual": "2025-11-22", "expected": "at most 365 days", "fields": ["system.literacy.records"], "message": "system loan-score: the training of u.berg on 2025-11-22 is older than 365 days (product: yearly refresh is practice)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/literacy/records/0/completed_at", "value": "2025-11-22"}])

test_the_newest_training_counts if count(sys_013.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/literacy/records", "value": [{"person": "u.berg", "course": "A", "completed_at": "2024-01-01"}, {"person": "u.berg", "course": "B", "completed_at": "2025-11-23"}]}])

test_without_system_literacy_records_the_rule_applies_and_asks_for_it if {
	sys_013.applies with input as json.remove(_good, ["system/literacy/records"])
	"system.literacy.records" in sys_013.required with input as json.remove(_good, ["system/literacy/records"])
}
