package bylaw.controls.az_ml_03_test

import data.bylaw.controls.az_ml_03

_good := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"high_business_impact": {"values": [true]}, "encryption": {"blocks": [{"key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "encryption.key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "managed_network.isolation_mode": "Disabled"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"high_business_impact": {"values": [false]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "managed_network.isolation_mode": "Disabled"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_ml_03.checks} with input as _good
	results == {"pass"}
	count(az_ml_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_ml_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_ml_03.applies with input as {}
	"infra.resources" in az_ml_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_ml_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.later", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_ml_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_ml_03.required) > 1 with input as _later
}
