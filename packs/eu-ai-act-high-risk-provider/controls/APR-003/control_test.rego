package bylaw.controls.apr_003_test

import data.bylaw.controls.apr_003

_good := {"subject": {"kind": "approval", "name": "deploy"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "approval": {"id": "deploy", "action": "deploy", "subject_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "requested_by": "req", "author": "dev", "expires_at": "2027-01-01T00:00:00Z", "approvers": [{"person": "r.ortiz", "role": "model-owner", "at": "2026-11-20T00:00:00Z", "signature_verified": true}, {"person": "h.cho", "role": "risk-or-compliance", "at": "2026-11-21T00:00:00Z", "signature_verified": true}], "gate_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "gate_summary": {"pass": 40, "fail": 0, "waived": 1, "unknown": 0}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"roles": {"high": ["model-owner", "risk-or-compliance"], "limited": ["model-owner"]}}, "limits": {"roles": "convention: three lines model"}}

test_what_keeps_the_rule_passes if {
	apr_003.applies with input as _good
	count(apr_003.findings) == 0 with input as _good
}

test_a_role_that_is_missing_is_found if {
	apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
	apr_003.findings == {{"actual": "developer, model-owner", "expected": "risk-or-compliance", "fields": ["approval.approvers", "system.risk.class"], "message": "approval deploy: nobody approved as risk-or-compliance, which class high asks for (convention: three lines model)"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
}

test_an_unverified_role_does_not_count if {
	apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/signature_verified", "value": false}])
	apr_003.findings == {{"actual": "model-owner", "expected": "risk-or-compliance", "fields": ["approval.approvers", "system.risk.class"], "message": "approval deploy: nobody approved as risk-or-compliance, which class high asks for (convention: three lines model)"}} with input as json.patch(_good, [{"op": "replace", "path": "/approval/approvers/1/signature_verified", "value": false}])
}

test_limited_risk_asks_for_less if {
	apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "limited"}, {"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
	count(apr_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "limited"}, {"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
}

test_a_class_without_a_list_asks_for_the_most if {
	apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "prohibited"}, {"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
	apr_003.findings == {{"actual": "developer, model-owner", "expected": "risk-or-compliance", "fields": ["approval.approvers", "system.risk.class"], "message": "approval deploy: nobody approved as risk-or-compliance, which class prohibited asks for (convention: three lines model)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/class", "value": "prohibited"}, {"op": "replace", "path": "/approval/approvers/1/role", "value": "developer"}])
}

test_without_approval_approvers_the_rule_applies_and_asks_for_it if {
	apr_003.applies with input as json.remove(_good, ["approval/approvers"])
	"approval.approvers" in apr_003.required with input as json.remove(_good, ["approval/approvers"])
}

test_an_approval_of_something_else_is_not_concerned if not apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/approval/action", "value": "classify"}])

test_a_system_of_minimal_risk_is_not_concerned if not apr_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "minimal"}}])

test_where_none_is_declared_the_rule_applies if apr_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/approval"}])
