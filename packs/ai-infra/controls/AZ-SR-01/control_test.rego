package bylaw.controls.az_sr_01_test

import data.bylaw.controls.az_sr_01

_good := {"infra": {"resources": [{"address": "azurerm_search_service.example", "type": "azurerm_search_service", "format": "terraform", "at": {"public_network_access_enabled": {"values": [false]}, "local_authentication_enabled": {"values": [false]}, "customer_managed_key_enforcement_enabled": {"values": [true]}, "replica_count": {"values": [3]}, "identity": {"blocks": [{"type": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "identity.type": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_search_service.example", "type": "azurerm_search_service", "format": "terraform", "at": {"public_network_access_enabled": {"values": [true]}, "local_authentication_enabled": {"values": [true]}, "customer_managed_key_enforcement_enabled": {"values": [false]}, "replica_count": {"values": [1]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_sr_01.checks} with input as _good
	results == {"pass"}
	count(az_sr_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_sr_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_sr_01.applies with input as {}
	"infra.resources" in az_sr_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_sr_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_search_service.later", "type": "azurerm_search_service", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_sr_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_sr_01.required) > 1 with input as _later
}
