package bylaw.controls.az_oai_07_test

import data.bylaw.controls.az_oai_07

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {"rai_policy_name": {"values": ["strict"]}}, "unknown": {}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {"name": {"values": ["chat"]}}, "unknown": {}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_07.checks} with input as _good
	results == {"pass"}
	count(az_oai_07.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_07.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_07.applies with input as {}
	"infra.resources" in az_oai_07.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_07.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.later", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_07.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_07.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_07.findings} with input as _bad
	said == {["AZ-OAI-07", "rai_policy_name", "a value", "azurerm_cognitive_deployment.example: rai_policy_name must be a value, but is absent. Name a content-filter policy of your own."], ["AZ-OAI-07", "rai_policy_name", "none of ", "azurerm_cognitive_deployment.example: rai_policy_name must be none of , but is absent. Name a content-filter policy of your own."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, with a parameter: weak_policies=['azurerm_cognitive_deployment.example', 'strict', 'OnceNewDefaultVersionAvailable', 'terraform', 'azurerm_cognitive_deployment']", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "at": {"rai_policy_name": {"values": ["strict"]}}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}, "format": "terraform", "type": "azurerm_cognitive_deployment", "unknown": {}}]}, "params": {"weak_policies": ["azurerm_cognitive_deployment.example", "strict", "OnceNewDefaultVersionAvailable", "terraform", "azurerm_cognitive_deployment"]}}, "results": ["rai_policy_name fail", "rai_policy_name pass"], "failed": ["rai_policy_name"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/defaults/version_upgrade_option", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "at": {"rai_policy_name": {"values": ["strict"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_cognitive_deployment", "unknown": {}}]}}, "results": ["rai_policy_name pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "at": {"name": {"values": ["chat"]}}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}, "format": "terraform", "type": "azurerm_cognitive_deployment", "unknown": {}}, {"address": "azurerm_cognitive_deployment.later", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["rai_policy_name fail", "rai_policy_name unknown"], "failed": ["rai_policy_name"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_07.checks},
		"failed": {f.attribute | some f in az_oai_07.findings},
		"is_open": count(az_oai_07.required) > 1,
		"applies": count([1 | az_oai_07.applies]) > 0,
	} with input as case.input
}
