package bylaw.controls.az_ml_02_test

import data.bylaw.controls.az_ml_02

_good := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"managed_network": {"blocks": [{"isolation_mode": "AllowOnlyApprovedOutbound"}]}, "managed_network.isolation_mode": {"values": ["AllowOnlyApprovedOutbound"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "high_business_impact": false}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"managed_network": {"blocks": [{"isolation_mode": "Other"}]}, "managed_network.isolation_mode": {"values": ["Other"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "high_business_impact": false}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_ml_02.checks} with input as _good
	results == {"pass"}
	count(az_ml_02.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_ml_02.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_ml_02.applies with input as {}
	"infra.resources" in az_ml_02.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_ml_02.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.later", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_ml_02.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_ml_02.required) > 1 with input as _later
}
