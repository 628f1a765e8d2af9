package bylaw.controls.az_oai_03_test

import data.bylaw.controls.az_oai_03

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"identity": {"blocks": [{"type": "CUSTOM"}]}, "identity.type": {"values": ["CUSTOM"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"identity": {"blocks": [{"type": "None"}]}, "identity.type": {"values": ["None"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "outbound_network_access_restricted": false, "network_acls.default_action": "Allow"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_03.checks} with input as _good
	results == {"pass"}
	count(az_oai_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_03.applies with input as {}
	"infra.resources" in az_oai_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_account.later", "type": "azurerm_cognitive_account", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_03.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_03.findings} with input as _bad
	said == {["AZ-OAI-03", "identity.type", "none of None, ", "azurerm_cognitive_account.example: identity.type must be none of None, , but is None. Give the account a managed identity."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "azurerm_ai_services.second", "type": "azurerm_ai_services", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["identity.type fail"], "failed": ["identity.type"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/at/identity", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"identity.type": {"values": ["CUSTOM"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_ai_services", "unknown": {}}]}}, "results": ["identity.type pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +azurerm_ai_services", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"identity": {"blocks": [{"type": "None"}]}, "identity.type": {"values": ["None"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_ai_services.second", "type": "azurerm_ai_services", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["identity.type fail", "identity.type unknown"], "failed": ["identity.type"], "is_open": false, "applies": true},
	{"case": "bad example, another text: 0/at/identity.type/values/0", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"identity": {"blocks": [{"type": "None"}]}, "identity.type": {"values": [""]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_ai_services", "unknown": {}}]}}, "results": ["identity.type fail"], "failed": ["identity.type"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_03.checks},
		"failed": {f.attribute | some f in az_oai_03.findings},
		"is_open": count(az_oai_03.required) > 1,
		"applies": count([1 | az_oai_03.applies]) > 0,
	} with input as case.input
}
