package bylaw.controls.apr_001_test

import data.bylaw.controls.apr_001

_input(author) := {
	"subject": {"name": "a"}, "context": {"environment": "prod", "now": "2026-11-23T00:00:00Z"}, "params": {"min_approvers": 2}, "system": {"risk": {"class": "high"}},
	"approval": {"action": "deploy", "author": author, "requested_by": "r", "approvers": [{"person": "p", "signature_verified": true}, {"person": "q", "signature_verified": true}]},
}

test_two_other_people_pass if count(apr_001.findings) == 0 with input as _input("x")

test_the_author_does_not_count if count(apr_001.findings) == 1 with input as _input("p")

test_minimal_risk_is_not_concerned if not apr_001.applies with input as {"context": {"environment": "prod"}, "system": {"risk": {"class": "minimal"}}, "approval": {"action": "deploy"}}
