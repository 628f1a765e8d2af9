package bylaw.controls.doc_007_test

import data.bylaw.controls.doc_007

_good := {"subject": {"kind": "system", "name": "kiosk"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "biometric": {"kind": "emotion"}, "notices": {"biometric_ref": "docs/notice.md"}}}

test_what_keeps_the_rule_passes if {
	doc_007.applies with input as _good
	count(doc_007.findings) == 0 with input as _good
}

test_an_empty_notice_is_found if {
	doc_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/biometric_ref", "value": " "}])
	doc_007.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.notices.biometric_ref"], "message": "system kiosk links an empty notice to people who are exposed to it"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/notices/biometric_ref", "value": " "}])
}

test_categorisation_is_concerned if {
	doc_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/biometric/kind", "value": "categorisation"}, {"op": "replace", "path": "/system/notices/biometric_ref", "value": ""}])
	doc_007.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["system.notices.biometric_ref"], "message": "system kiosk links an empty notice to people who are exposed to it"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/biometric/kind", "value": "categorisation"}, {"op": "replace", "path": "/system/notices/biometric_ref", "value": ""}])
}

test_without_system_notices_biometric_ref_the_rule_applies_and_asks_for_it if {
	doc_007.applies with input as json.remove(_good, ["system/notices/biometric_ref"])
	"system.notices.biometric_ref" in doc_007.required with input as json.remove(_good, ["system/notices/biometric_ref"])
}

test_other_systems_are_not_concerned if not doc_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/biometric/kind", "value": "none"}])
