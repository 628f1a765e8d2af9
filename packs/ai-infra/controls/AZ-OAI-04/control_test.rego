package bylaw.controls.az_oai_04_test

import data.bylaw.controls.az_oai_04

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"customer_managed_key": {"blocks": [{"key_vault_key_id": "https://kv.example/keys/k/1"}]}, "customer_managed_key.key_vault_key_id": {"values": ["https://kv.example/keys/k/1"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"name": {"values": ["a"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_04.checks} with input as _good
	results == {"pass"}
	count(az_oai_04.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_04.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_04.applies with input as {}
	"infra.resources" in az_oai_04.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_04.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_account.later", "type": "azurerm_cognitive_account", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_04.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_04.required) > 1 with input as _later
}
