package bylaw.controls.doc_009_test

import data.bylaw.controls.doc_009

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "notices": {"affected_person_ref": "docs/notice.md", "workers_informed_at": "2026-06-01"}, "deployment_context": ["workplace"], "placed_on_market_at": "2026-07-01"}}

test_what_keeps_the_rule_passes if {
	doc_009.applies with input as _good
	count(doc_009.findings) == 0 with input as _good
}

test_an_empty_notice_is_found if {
	doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/affected_person_ref", "value": ""}])
	doc_009.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.notices.affected_person_ref"], "message": "system loan-score links an empty notice to affected persons"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/affected_person_ref", "value": ""}])
}

test_workers_told_after_go_live_are_found if {
	doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-02"}])
	doc_009.findings == {{"actual": "2026-07-02", "expected": "by 2026-07-01", "fields": ["system.notices.workers_informed_at", "system.placed_on_market_at"], "message": "system loan-score: workers were told on 2026-07-02, after go-live on 2026-07-01"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-02"}])
}

test_workers_told_on_the_day_are_in_order if {
	doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-01"}])
	count(doc_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-01"}])
}

test_elsewhere_no_workers_are_told if {
	doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["consumer"]}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-02"}])
	count(doc_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["consumer"]}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-07-02"}])
}

test_in_production_workers_have_been_told if {
	doc_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
	doc_009.findings == {{"actual": "2026-12-01", "expected": "told before go-live", "fields": ["system.notices.workers_informed_at", "system.status"], "message": "system loan-score: workers are to be told on 2026-12-01, which has not come yet, and it is in production"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
}

test_before_production_they_may_still_be_told if {
	doc_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/status", "value": "staging"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
	count(doc_009.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/status", "value": "staging"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
}

test_elsewhere_nobody_has_to_be_told_by_then if {
	doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["consumer"]}, {"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
	count(doc_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["consumer"]}, {"op": "remove", "path": "/system/placed_on_market_at"}, {"op": "replace", "path": "/system/notices/workers_informed_at", "value": "2026-12-01"}])
}

test_without_system_notices_affected_person_ref_the_rule_applies_and_asks_for_it if {
	doc_009.applies with input as json.remove(_good, ["system/notices/affected_person_ref"])
	"system.notices.affected_person_ref" in doc_009.required with input as json.remove(_good, ["system/notices/affected_person_ref"])
}

test_at_work_the_day_on_which_workers_were_told_is_asked_for if {
	doc_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/notices/workers_informed_at"}])
	"system.notices.workers_informed_at" in doc_009.required with input as json.patch(_good, [{"op": "remove", "path": "/system/notices/workers_informed_at"}])
}

test_what_is_there_is_not_asked_for if doc_009.required == {"system.notices.affected_person_ref", "system.notices.workers_informed_at"} with input as _good

test_a_system_of_limited_risk_is_not_concerned if not doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])

test_a_provider_is_not_concerned if not doc_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["provider"]}])
