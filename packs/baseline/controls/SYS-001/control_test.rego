package bylaw.controls.sys_001_test

import data.bylaw.controls.sys_001

test_a_named_and_owned_system_passes if {
	count(sys_001.findings) == 0 with input as {"subject": {"name": "s"}, "system": {"id": "s", "purpose": "scores loans", "owner": {"contact": "team@bank.example"}}}
}

test_an_empty_purpose_is_found if {
	some f in sys_001.findings with input as {"subject": {"name": "s"}, "system": {"id": "s", "purpose": " ", "owner": {"contact": "x"}}}
	f.message == "system s has an empty purpose"
}

test_owner_is_required if "system.owner.contact" in sys_001.required
