package bylaw.controls.sys_001_test

import data.bylaw.controls.sys_001

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	sys_001.applies with input as _good
	count(sys_001.findings) == 0 with input as _good
}

test_an_empty_purpose_is_found if sys_001.findings == {{"actual": "nothing", "expected": "a few words", "fields": ["system.purpose"], "message": "system loan-score has an empty purpose"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/purpose", "value": "  "}])

test_an_empty_name_is_found if sys_001.findings == {{"actual": "nothing", "expected": "a few words", "fields": ["system.name"], "message": "system loan-score has an empty name"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/name", "value": ""}])

test_an_empty_id_is_found if sys_001.findings == {{"actual": "nothing", "expected": "a few words", "fields": ["system.id"], "message": "system loan-score has an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/id", "value": ""}])

test_an_owner_who_cannot_be_reached_is_found if sys_001.findings == {{"actual": "U. Berg", "expected": "a mail address, a link, or a group such as #team or @org/team", "fields": ["system.owner.contact"], "message": "system loan-score has an owner without an address that can be reached: U. Berg"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/owner/contact", "value": "U. Berg"}])

test_an_owner_with_a_blank_in_the_address_is_found if sys_001.findings == {{"actual": "u @b", "expected": "a mail address, a link, or a group such as #team or @org/team", "fields": ["system.owner.contact"], "message": "system loan-score has an owner without an address that can be reached: u @b"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/owner/contact", "value": "u @b"}])

test_a_group_can_be_reached if count(sys_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/owner/contact", "value": "#risk-team"}])

test_a_link_can_be_reached if count(sys_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/owner/contact", "value": "https://bank.example/risk"}])

test_without_system_id_the_rule_applies_and_asks_for_it if {
	sys_001.applies with input as json.remove(_good, ["system/id"])
	"system.id" in sys_001.required with input as json.remove(_good, ["system/id"])
}

test_without_system_name_the_rule_applies_and_asks_for_it if {
	sys_001.applies with input as json.remove(_good, ["system/name"])
	"system.name" in sys_001.required with input as json.remove(_good, ["system/name"])
}

test_without_system_owner_contact_the_rule_applies_and_asks_for_it if {
	sys_001.applies with input as json.remove(_good, ["system/owner/contact"])
	"system.owner.contact" in sys_001.required with input as json.remove(_good, ["system/owner/contact"])
}

test_without_system_purpose_the_rule_applies_and_asks_for_it if {
	sys_001.applies with input as json.remove(_good, ["system/purpose"])
	"system.purpose" in sys_001.required with input as json.remove(_good, ["system/purpose"])
}

test_without_system_status_the_rule_applies_and_asks_for_it if {
	sys_001.applies with input as json.remove(_good, ["system/status"])
	"system.status" in sys_001.required with input as json.remove(_good, ["system/status"])
}
