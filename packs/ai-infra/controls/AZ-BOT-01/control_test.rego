package bylaw.controls.az_bot_01_test

import data.bylaw.controls.az_bot_01

_good := {"infra": {"resources": [{"address": "azurerm_bot_service_azure_bot.example", "type": "azurerm_bot_service_azure_bot", "format": "terraform", "at": {"public_network_access_enabled": {"values": [false]}, "local_authentication_enabled": {"values": [false]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_bot_service_azure_bot.example", "type": "azurerm_bot_service_azure_bot", "format": "terraform", "at": {"public_network_access_enabled": {"values": [true]}, "local_authentication_enabled": {"values": [true]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_bot_01.checks} with input as _good
	results == {"pass"}
	count(az_bot_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_bot_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_bot_01.applies with input as {}
	"infra.resources" in az_bot_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_bot_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_bot_service_azure_bot.later", "type": "azurerm_bot_service_azure_bot", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_bot_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_bot_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_bot_01.findings} with input as _bad
	said == {["AZ-BOT-01", "local_authentication_enabled", "one of false", "azurerm_bot_service_azure_bot.example: local_authentication_enabled must be one of false, but is true. Switch public network access and local authentication off."], ["AZ-BOT-01", "public_network_access_enabled", "one of false", "azurerm_bot_service_azure_bot.example: public_network_access_enabled must be one of false, but is true. Switch public network access and local authentication off."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, by the provider's default: 0:local_authentication_enabled", "input": {"infra": {"resources": [{"address": "azurerm_bot_service_azure_bot.example", "at": {"public_network_access_enabled": {"values": [false]}}, "defaults": {"local_authentication_enabled": false}, "format": "terraform", "type": "azurerm_bot_service_azure_bot", "unknown": {}}]}}, "results": ["local_authentication_enabled pass", "public_network_access_enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:local_authentication_enabled", "input": {"infra": {"resources": [{"address": "azurerm_bot_service_azure_bot.example", "at": {"public_network_access_enabled": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "azurerm_bot_service_azure_bot", "unknown": {"local_authentication_enabled": {"reason": "known after apply", "present": true}}}]}}, "results": ["local_authentication_enabled unknown", "public_network_access_enabled fail"], "failed": ["public_network_access_enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_bot_01.checks},
		"failed": {f.attribute | some f in az_bot_01.findings},
		"is_open": count(az_bot_01.required) > 1,
		"applies": count([1 | az_bot_01.applies]) > 0,
	} with input as case.input
}
