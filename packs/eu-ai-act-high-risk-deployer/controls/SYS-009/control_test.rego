package bylaw.controls.sys_009_test

import data.bylaw.controls.sys_009

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "fria": {"ref": "docs/fria.md", "completed_at": "2026-06-01", "notified_at": "2026-06-10"}}}

test_what_keeps_the_rule_passes if {
	sys_009.applies with input as _good
	count(sys_009.findings) == 0 with input as _good
}

test_an_assessment_to_come_is_found if {
	sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/completed_at", "value": "2026-11-24"}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-11-24"}])
	sys_009.findings == {{"actual": "2026-11-24", "expected": "a finished assessment", "fields": ["system.fria.completed_at"], "message": "system loan-score: the fundamental rights impact assessment is dated 2026-11-24, which has not come yet"}, {"actual": "2026-11-24", "expected": "notified before first use", "fields": ["system.fria.notified_at"], "message": "system loan-score: the authority is to be notified on 2026-11-24, which has not come yet"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/completed_at", "value": "2026-11-24"}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-11-24"}])
}

test_a_notice_before_the_assessment_is_found if {
	sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
	sys_009.findings == {{"actual": "2026-05-31", "expected": "notified with the finished assessment", "fields": ["system.fria.completed_at", "system.fria.notified_at"], "message": "system loan-score: the assessment was finished on 2026-06-01, after the authority was notified on 2026-05-31"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
}

test_a_notice_on_the_same_day_is_in_order if {
	sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/notified_at", "value": "2026-06-01"}])
	count(sys_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/fria/notified_at", "value": "2026-06-01"}])
}

test_a_public_body_is_concerned_whatever_the_point if {
	sys_009.applies with input as json.patch(_good, [{"op": "add", "path": "/context/organisation", "value": {"public_body": true}}, {"op": "replace", "path": "/system/risk/annex_iii", "value": ["4(a)"]}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
	sys_009.findings == {{"actual": "2026-05-31", "expected": "notified with the finished assessment", "fields": ["system.fria.completed_at", "system.fria.notified_at"], "message": "system loan-score: the assessment was finished on 2026-06-01, after the authority was notified on 2026-05-31"}} with input as json.patch(_good, [{"op": "add", "path": "/context/organisation", "value": {"public_body": true}}, {"op": "replace", "path": "/system/risk/annex_iii", "value": ["4(a)"]}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
}

test_insurance_is_concerned if {
	sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["5(c)"]}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
	sys_009.findings == {{"actual": "2026-05-31", "expected": "notified with the finished assessment", "fields": ["system.fria.completed_at", "system.fria.notified_at"], "message": "system loan-score: the assessment was finished on 2026-06-01, after the authority was notified on 2026-05-31"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["5(c)"]}, {"op": "replace", "path": "/system/fria/notified_at", "value": "2026-05-31"}])
}

test_without_system_fria_ref_the_rule_applies_and_asks_for_it if {
	sys_009.applies with input as json.remove(_good, ["system/fria/ref"])
	"system.fria.ref" in sys_009.required with input as json.remove(_good, ["system/fria/ref"])
}

test_without_system_fria_completed_at_the_rule_applies_and_asks_for_it if {
	sys_009.applies with input as json.remove(_good, ["system/fria/completed_at"])
	"system.fria.completed_at" in sys_009.required with input as json.remove(_good, ["system/fria/completed_at"])
}

test_without_system_fria_notified_at_the_rule_applies_and_asks_for_it if {
	sys_009.applies with input as json.remove(_good, ["system/fria/notified_at"])
	"system.fria.notified_at" in sys_009.required with input as json.remove(_good, ["system/fria/notified_at"])
}

test_a_private_deployer_of_another_point_is_not_concerned if not sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["4(a)"]}])

test_a_provider_alone_is_not_concerned if not sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["provider"]}])

test_a_public_provider_alone_is_not_concerned if not sys_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["provider"]}, {"op": "add", "path": "/context/organisation", "value": {"public_body": true}}])
