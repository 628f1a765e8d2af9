package bylaw.controls.apr_001_test

import data.bylaw.controls.apr_001

_good := {"subject": {"kind": "approval", "name": "deploy"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "approval": {"id": "deploy", "action": "deploy", "subject_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "requested_by": "req", "author": "dev", "expires_at": "2027-01-01T00:00:00Z", "approvers": [{"person": "r.ortiz", "role": "model-owner", "at": "2026-11-20T00:00:00Z", "signature_verified": true}, {"person": "h.cho", "role": "risk-or-compliance", "at": "2026-11-21T00:00:00Z", "signature_verified": true}], "gate_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "gate_summary": {"pass": 40, "fail": 0, "waived": 1, "unknown": 0}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"min_approvers": 2, "max_age_days": 30}, "limits": {"min_approvers": "convention: four-eyes principle", "max_age_days": "product: no number in law"}}

test_what_keeps_the_rule_passes if {
	apr_001.applies with input as _good
	count(apr_001.findings) == 0 with input as _good
}

test_one_approval_is_too_few if {
	apr_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval/approvers/1"}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 1 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "remove", "path": "/approval/approvers/1"}])
}

test_the_same_person_twice_is_one if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/person", "value": "R.Ortiz"}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/person", "value": "R.Ortiz"}])
}

test_an_unverified_approval_does_not_count if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/signature_verified", "value": false}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/signature_verified", "value": false}])
}

test_the_author_cannot_approve if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/author", "value": "H.Cho"}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}, {"actual": "h.cho", "expected": "somebody else", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: h.cho is the author and cannot approve"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/author", "value": "H.Cho"}])
}

test_the_requester_cannot_approve if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/requested_by", "value": "r.ortiz"}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}, {"actual": "r.ortiz", "expected": "somebody else", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: r.ortiz is the requester and cannot approve"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/requested_by", "value": "r.ortiz"}])
}

test_an_approval_by_nobody_does_not_count if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/person", "value": ""}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/person", "value": ""}])
}

test_an_old_approval_does_not_count if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/at", "value": "2026-10-23T00:00:00Z"}])
	apr_001.findings == {{"actual": "1", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 1 of 2 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/at", "value": "2026-10-23T00:00:00Z"}])
}

test_an_approval_of_thirty_days_ago_counts if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/at", "value": "2026-10-24T00:00:00Z"}])
	count(apr_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/at", "value": "2026-10-24T00:00:00Z"}])
}

test_an_expired_approval_is_found if {
	apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/expires_at", "value": "2026-11-22T00:00:00Z"}])
	apr_001.findings == {{"actual": "2026-11-22T00:00:00Z", "expected": "an approval that holds", "fields": ["approval.expires_at"], "message": "approval deploy expired on 2026-11-22T00:00:00Z"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/expires_at", "value": "2026-11-22T00:00:00Z"}])
}

test_an_approval_without_expiry_is_in_order if {
	apr_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval/expires_at"}])
	count(apr_001.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/approval/expires_at"}])
}

test_an_approval_that_does_not_say_its_action_is_one_of_a_deployment if {
	apr_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval/action"}, {"op": "replace", "path": "/approval/approvers", "value": []}])
	apr_001.findings == {{"actual": "0", "expected": "at least 2 people", "fields": ["approval.approvers", "approval.author", "approval.requested_by"], "message": "approval deploy: 0 of 0 approvals count < 2 (convention: four-eyes principle); author, requester, repeated, old and unverified ones do not"}} with input as json.patch(_good, [{"op": "remove", "path": "/approval/action"}, {"op": "replace", "path": "/approval/approvers", "value": []}])
}

test_without_approval_approvers_the_rule_applies_and_asks_for_it if {
	apr_001.applies with input as json.remove(_good, ["approval/approvers"])
	"approval.approvers" in apr_001.required with input as json.remove(_good, ["approval/approvers"])
}

test_an_approval_of_something_else_is_not_concerned if not apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/action", "value": "classify"}])

test_elsewhere_than_in_production_it_is_not_concerned if not apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/environment", "value": "test"}])

test_a_system_of_minimal_risk_is_not_concerned if not apr_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])

test_where_none_is_declared_the_rule_applies if apr_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}])
