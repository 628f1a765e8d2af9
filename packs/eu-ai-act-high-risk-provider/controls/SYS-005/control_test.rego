package bylaw.controls.sys_005_test

import data.bylaw.controls.sys_005

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "approved_by": "r.ortiz", "approved_at": "2026-05-01T10:00:00Z", "inputs_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_inputs_digest": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}, "params": {"max_age_days": 365}, "limits": {"max_age_days": "product: law asks for keeping it current, no number"}}

test_what_keeps_the_rule_passes if {
	sys_005.applies with input as _good
	count(sys_005.findings) == 0 with input as _good
}

test_another_digest_is_found if sys_005.findings == {{"actual": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "expected": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "fields": ["system.risk.inputs_digest", "system.risk.approved_inputs_digest"], "message": "system loan-score: the risk class was approved for other facts than today’s"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/inputs_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])

test_an_old_approval_is_found if sys_005.findings == {{"actual": "2025-11-22T10:00:00Z", "expected": "at most 365 days", "fields": ["system.risk.approved_at"], "message": "system loan-score: the approval of the risk class by r.ortiz on 2025-11-22 is older than 365 days (product: law asks for keeping it current, no number)"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/approved_at", "value": "2025-11-22T10:00:00Z"}])

test_an_approval_of_a_year_ago_still_counts if count(sys_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/approved_at", "value": "2025-11-23T00:00:00Z"}])

test_an_approval_from_the_future_is_found if sys_005.findings == {{"actual": "2026-11-24T10:00:00Z", "expected": "a day that has come", "fields": ["system.risk.approved_at"], "message": "system loan-score: the approval of the risk class is dated 2026-11-24, which has not come yet"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/approved_at", "value": "2026-11-24T10:00:00Z"}])

test_an_empty_name_is_found if sys_005.findings == {{"actual": "an empty name", "expected": "a person in a risk or legal role", "fields": ["system.risk.approved_by"], "message": "system loan-score: the risk class is approved by nobody"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/approved_by", "value": " "}])

test_without_system_risk_approved_by_the_rule_applies_and_asks_for_it if {
	sys_005.applies with input as json.remove(_good, ["system/risk/approved_by"])
	"system.risk.approved_by" in sys_005.required with input as json.remove(_good, ["system/risk/approved_by"])
}

test_without_system_risk_approved_at_the_rule_applies_and_asks_for_it if {
	sys_005.applies with input as json.remove(_good, ["system/risk/approved_at"])
	"system.risk.approved_at" in sys_005.required with input as json.remove(_good, ["system/risk/approved_at"])
}

test_without_system_risk_inputs_digest_the_rule_applies_and_asks_for_it if {
	sys_005.applies with input as json.remove(_good, ["system/risk/inputs_digest"])
	"system.risk.inputs_digest" in sys_005.required with input as json.remove(_good, ["system/risk/inputs_digest"])
}

test_without_system_risk_approved_inputs_digest_the_rule_applies_and_asks_for_it if {
	sys_005.applies with input as json.remove(_good, ["system/risk/approved_inputs_digest"])
	"system.risk.approved_inputs_digest" in sys_005.required with input as json.remove(_good, ["system/risk/approved_inputs_digest"])
}
