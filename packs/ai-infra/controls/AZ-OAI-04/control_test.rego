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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_04.findings} with input as _bad
	said == {["AZ-OAI-04", "customer_managed_key.key_vault_key_id", "a value", "azurerm_cognitive_account.example: customer_managed_key.key_vault_key_id must be a value, but is absent. Add a customer_managed_key block or the companion resource."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, beside another resource: +azurerm_ai_services", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_ai_services.second", "type": "azurerm_ai_services", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["customer_managed_key.key_vault_key_id fail", "customer_managed_key.key_vault_key_id unknown"], "failed": ["customer_managed_key.key_vault_key_id"], "is_open": false, "applies": true},
	{"case": "bad example, also written: 0:+customer_managed_key.key_source=Microsoft.KeyVault", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}, "customer_managed_key.key_source": {"values": ["Microsoft.KeyVault"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_ai_services", "unknown": {}}]}}, "results": ["customer_managed_key.key_source pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_04.checks},
		"failed": {f.attribute | some f in az_oai_04.findings},
		"is_open": count(az_oai_04.required) > 1,
		"applies": count([1 | az_oai_04.applies]) > 0,
	} with input as case.input
}
