package bylaw.controls.apr_004_test

import data.bylaw.controls.apr_004

_good := {"subject": {"kind": "approval", "name": "deploy"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "approval": {"id": "deploy", "action": "deploy", "subject_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "requested_by": "req", "author": "dev", "expires_at": "2027-01-01T00:00:00Z", "approvers": [{"person": "r.ortiz", "role": "model-owner", "at": "2026-11-20T00:00:00Z", "signature_verified": true}, {"person": "h.cho", "role": "risk-or-compliance", "at": "2026-11-21T00:00:00Z", "signature_verified": true}], "gate_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "gate_summary": {"pass": 40, "fail": 0, "waived": 1, "unknown": 0}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	apr_004.applies with input as _good
	count(apr_004.findings) == 0 with input as _good
}

test_a_gate_that_failed_is_found if {
	apr_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_summary/fail", "value": 1}])
	apr_004.findings == {{"actual": "1", "expected": "0", "fields": ["approval.gate_summary"], "message": "approval deploy was given although the gate had 1 failures that stop"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_summary/fail", "value": 1}])
}

test_a_summary_without_counts_is_found if {
	apr_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_summary", "value": {}}])
	apr_004.findings == {{"actual": "nothing", "expected": "fail", "fields": ["approval.gate_summary"], "message": "approval deploy does not say how many controls failed"}, {"actual": "nothing", "expected": "pass", "fields": ["approval.gate_summary"], "message": "approval deploy does not say how many controls passed"}, {"actual": "nothing", "expected": "unknown", "fields": ["approval.gate_summary"], "message": "approval deploy does not say how many controls stayed unknown"}, {"actual": "nothing", "expected": "waived", "fields": ["approval.gate_summary"], "message": "approval deploy does not say how many controls were waived"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_summary", "value": {}}])
}

test_a_digest_that_is_none_is_found if {
	apr_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_digest", "value": "abc"}])
	apr_004.findings == {{"actual": "abc", "expected": "64 hexadecimal digits", "fields": ["approval.gate_digest"], "message": "approval deploy names abc, which is no digest of a result"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/gate_digest", "value": "abc"}])
}

test_without_approval_gate_digest_the_rule_applies_and_asks_for_it if {
	apr_004.applies with input as json.remove(_good, ["approval/gate_digest"])
	"approval.gate_digest" in apr_004.required with input as json.remove(_good, ["approval/gate_digest"])
}

test_without_approval_gate_summary_the_rule_applies_and_asks_for_it if {
	apr_004.applies with input as json.remove(_good, ["approval/gate_summary"])
	"approval.gate_summary" in apr_004.required with input as json.remove(_good, ["approval/gate_summary"])
}

test_an_approval_of_something_else_is_not_concerned if not apr_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/action", "value": "classify"}])

test_a_system_of_minimal_risk_is_not_concerned if not apr_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])

test_where_none_is_declared_the_rule_applies if apr_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}])
