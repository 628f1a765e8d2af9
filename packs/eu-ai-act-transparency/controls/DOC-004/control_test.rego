package bylaw.controls.doc_004_test

import data.bylaw.controls.doc_004

_good := {"subject": {"kind": "system", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "user_facing": true, "notices": {"ai_disclosure": {"text_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "shown_at_point": "first_message", "test_ref": "ui/disclosure.test.json"}}}, "params": {"from": "2026-08-02"}, "limits": {"from": "statutory: AI Act 113"}}

test_what_keeps_the_rule_passes if {
	doc_004.applies with input as _good
	count(doc_004.findings) == 0 with input as _good
}

test_a_notice_that_nothing_proves_is_found if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}])
	doc_004.findings == {{"actual": "nothing", "expected": "test_ref of a UI test, or a runtime event", "fields": ["system.notices.ai_disclosure"], "message": "system support: nothing proves that people are told they deal with an AI (from 2026-08-02 (statutory: AI Act 113))"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}])
}

test_a_runtime_event_proves_it if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}, {"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z", "disclosure_shown_at": "2026-11-01T00:00:01Z"}]}}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}, {"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z", "disclosure_shown_at": "2026-11-01T00:00:01Z"}]}}])
}

test_a_late_notice_is_found if {
	doc_004.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z", "disclosure_shown_at": "2026-11-01T00:00:02Z"}]}}])
	doc_004.findings == {{"actual": "2026-11-01T00:00:02Z", "expected": "by 2026-11-01T00:00:01Z", "fields": ["request.disclosure_shown_at", "request.first_interaction_at"], "message": "system support: in request r the notice came after the first interaction, or not at all"}} with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z", "disclosure_shown_at": "2026-11-01T00:00:02Z"}]}}])
}

test_a_notice_that_never_came_is_found if {
	doc_004.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z"}]}}])
	doc_004.findings == {{"actual": "never", "expected": "by 2026-11-01T00:00:01Z", "fields": ["request.disclosure_shown_at", "request.first_interaction_at"], "message": "system support: in request r the notice came after the first interaction, or not at all"}} with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z"}]}}])
}

test_a_point_that_is_too_late_is_found if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "after_chat"}])
	doc_004.findings == {{"actual": "after_chat", "expected": "at or before the first interaction", "fields": ["system.notices.ai_disclosure"], "message": "system support: the notice that people deal with an AI is shown after_chat"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "after_chat"}])
}

test_a_point_that_nobody_names_is_found if {
	doc_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/system/notices/ai_disclosure/shown_at_point"}])
	doc_004.findings == {{"actual": "nothing", "expected": "at or before the first interaction", "fields": ["system.notices.ai_disclosure"], "message": "system support: the notice that people deal with an AI is shown at a point that nobody names"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/notices/ai_disclosure/shown_at_point"}])
}

test_before_its_day_nothing_is_due if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/now", "value": "2026-08-01T23:59:59Z"}, {"op": "replace", "path": "/system/notices/ai_disclosure", "value": {}}, {"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z"}]}}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/context/now", "value": "2026-08-01T23:59:59Z"}, {"op": "replace", "path": "/system/notices/ai_disclosure", "value": {}}, {"op": "add", "path": "/all", "value": {"request": [{"id": "r", "first_interaction_at": "2026-11-01T00:00:01Z"}]}}])
}

test_on_its_day_it_is_due if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/now", "value": "2026-08-02T00:00:00Z"}, {"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}])
	doc_004.findings == {{"actual": "nothing", "expected": "test_ref of a UI test, or a runtime event", "fields": ["system.notices.ai_disclosure"], "message": "system support: nothing proves that people are told they deal with an AI (from 2026-08-02 (statutory: AI Act 113))"}} with input as json.patch(_good, [{"op": "replace", "path": "/context/now", "value": "2026-08-02T00:00:00Z"}, {"op": "replace", "path": "/system/notices/ai_disclosure/test_ref", "value": ""}])
}

test_before_is_in_time if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "before"}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "before"}])
}

test_before_first_interaction_is_in_time if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "before_first_interaction"}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "before_first_interaction"}])
}

test_first_interaction_is_in_time if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "first_interaction"}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "first_interaction"}])
}

test_start_is_in_time if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "start"}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "start"}])
}

test_login_is_in_time if {
	doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "login"}])
	count(doc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/ai_disclosure/shown_at_point", "value": "login"}])
}

test_without_system_notices_ai_disclosure_the_rule_applies_and_asks_for_it if {
	doc_004.applies with input as json.remove(_good, ["system/notices/ai_disclosure"])
	"system.notices.ai_disclosure" in doc_004.required with input as json.remove(_good, ["system/notices/ai_disclosure"])
}

test_a_system_that_nobody_deals_with_is_not_concerned if not doc_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/user_facing", "value": false}])
