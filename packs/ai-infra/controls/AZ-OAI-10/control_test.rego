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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_10.findings} with input as _bad
	said == {["AZ-OAI-10", "diagnostic_setting", "the target of a diagnostic setting with Audit and RequestResponse", "azurerm_cognitive_account.example: diagnostic_setting must be the target of a diagnostic setting with Audit and RequestResponse, but is absent. Add a diagnostic setting for the account with Audit and RequestResponse logs."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.second", "type": "azurerm_cognitive_account", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["diagnostic_setting unknown"], "failed": [], "is_open": true, "applies": true},
	{"case": "good example, without: 1/at/enabled_log.category/values/0", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_monitor_diagnostic_setting.example", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}, "enabled_log.category": {"values": ["RequestResponse"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_monitor_diagnostic_setting", "unknown": {"target_resource_id": {"present": true, "reason": "known after apply of azurerm_cognitive_account.example", "to": "azurerm_cognitive_account.example"}}}]}}, "results": ["diagnostic_setting fail"], "failed": ["diagnostic_setting"], "is_open": false, "applies": true},
	{"case": "good example, without: 1/unknown/target_resource_id", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_monitor_diagnostic_setting.example", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}, "enabled_log.category": {"values": ["Audit", "RequestResponse"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_monitor_diagnostic_setting", "unknown": {}}]}}, "results": ["diagnostic_setting fail"], "failed": ["diagnostic_setting"], "is_open": false, "applies": true},
	{"case": "good example, by the provider's default: 1:enabled_log.category", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_monitor_diagnostic_setting.example", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}}, "defaults": {"enabled_log.category": "Audit"}, "format": "terraform", "type": "azurerm_monitor_diagnostic_setting", "unknown": {"target_resource_id": {"present": true, "reason": "known after apply of azurerm_cognitive_account.example", "to": "azurerm_cognitive_account.example"}}}]}}, "results": ["diagnostic_setting fail"], "failed": ["diagnostic_setting"], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 1:enabled_log.category>log.category", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_monitor_diagnostic_setting.example", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}, "log.category": {"values": ["Audit", "RequestResponse"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_monitor_diagnostic_setting", "unknown": {"target_resource_id": {"present": true, "reason": "known after apply of azurerm_cognitive_account.example", "to": "azurerm_cognitive_account.example"}}}]}}, "results": ["diagnostic_setting pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 1:enabled_log.category>enabled_log.category_group", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_monitor_diagnostic_setting.example", "at": {"enabled_log": {"blocks": [{"category": "Audit"}, {"category": "RequestResponse"}]}, "enabled_log.category_group": {"values": ["Audit", "RequestResponse"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_monitor_diagnostic_setting", "unknown": {"target_resource_id": {"present": true, "reason": "known after apply of azurerm_cognitive_account.example", "to": "azurerm_cognitive_account.example"}}}]}}, "results": ["diagnostic_setting fail"], "failed": ["diagnostic_setting"], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"name": {"values": ["a"]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "outbound_network_access_restricted": false, "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}, {"address": "azurerm_cognitive_account.later", "type": "azurerm_cognitive_account", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["diagnostic_setting fail", "diagnostic_setting unknown"], "failed": ["diagnostic_setting"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_10.checks},
		"failed": {f.attribute | some f in az_oai_10.findings},
		"is_open": count(az_oai_10.required) > 1,
		"applies": count([1 | az_oai_10.applies]) > 0,
	} with input as case.input
}
