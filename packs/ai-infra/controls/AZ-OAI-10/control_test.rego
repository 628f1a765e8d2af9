package bylaw.controls.az_oai_10_test

import data.bylaw.controls.az_oai_10

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"name": {"values": ["a"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}, {"address": "azurerm_monitor_diagnostic_setting.example", "type": "azurerm_monitor_diagnostic_setting", "format": "terraform", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}, "enabled_log.category": {"values": ["Audit", "RequestResponse"]}}, "unknown": {"target_resource_id": {"reason": "known after apply of azurerm_cognitive_account.example", "present": true, "to": "azurerm_cognitive_account.example"}}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"name": {"values": ["a"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_10.checks} with input as _good
	results == {"pass"}
	count(az_oai_10.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_10.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_10.applies with input as {}
	"infra.resources" in az_oai_10.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_10.applies with input as {"infra": {"resources": []}}
}
