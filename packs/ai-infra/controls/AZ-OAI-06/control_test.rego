package bylaw.controls.az_oai_06_test

import data.bylaw.controls.az_oai_06

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"outbound_network_access_restricted": {"values": [true]}, "fqdns": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "network_acls.default_action": "Allow"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "type": "azurerm_cognitive_account", "format": "terraform", "at": {"outbound_network_access_restricted": {"values": [false]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "local_auth_enabled": true, "network_acls.default_action": "Allow"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_06.checks} with input as _good
	results == {"pass"}
	count(az_oai_06.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_06.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_06.applies with input as {}
	"infra.resources" in az_oai_06.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_06.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_account.later", "type": "azurerm_cognitive_account", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_06.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_06.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_06.findings} with input as _bad
	said == {["AZ-OAI-06", "fqdns", "a value", "azurerm_cognitive_account.example: fqdns must be a value, but is absent. Restrict outbound access and list the hosts that are needed."], ["AZ-OAI-06", "outbound_network_access_restricted", "one of true", "azurerm_cognitive_account.example: outbound_network_access_restricted must be one of true, but is false. Restrict outbound access and list the hosts that are needed."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, another text: 0/at/fqdns/values/0", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {"fqdns": {"values": ["Other"]}, "outbound_network_access_restricted": {"values": [true]}}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {}}]}}, "results": ["fqdns pass", "outbound_network_access_restricted pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:outbound_network_access_restricted", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_account.example", "at": {}, "defaults": {"local_auth_enabled": true, "network_acls.default_action": "Allow", "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_cognitive_account", "unknown": {"outbound_network_access_restricted": {"reason": "known after apply", "present": true}}}]}}, "results": ["fqdns fail", "outbound_network_access_restricted unknown"], "failed": ["fqdns"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_06.checks},
		"failed": {f.attribute | some f in az_oai_06.findings},
		"is_open": count(az_oai_06.required) > 1,
		"applies": count([1 | az_oai_06.applies]) > 0,
	} with input as case.input
}
