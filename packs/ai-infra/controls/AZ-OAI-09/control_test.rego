package bylaw.controls.az_oai_09_test

import data.bylaw.controls.az_oai_09

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {"version_upgrade_option": {"values": ["NoAutoUpgrade"]}, "model": {"blocks": [{"name": "gpt-4o", "version": "2024-08-06"}]}, "model.name": {"values": ["gpt-4o"]}, "model.version": {"values": ["2024-08-06"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {"model": {"blocks": [{"name": "gpt-4o"}]}, "model.name": {"values": ["gpt-4o"]}}, "unknown": {}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_09.checks} with input as _good
	results == {"pass"}
	count(az_oai_09.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_09.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_09.applies with input as {}
	"infra.resources" in az_oai_09.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_09.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.later", "type": "azurerm_cognitive_deployment", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_09.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_09.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_oai_09.findings} with input as _bad
	said == {["AZ-OAI-09", "model.version", "a value", "azurerm_cognitive_deployment.example: model.version must be a value, but is absent. Pin the model version, switch automatic upgrades off, and use approved models."], ["AZ-OAI-09", "version_upgrade_option", "one of NoAutoUpgrade", "azurerm_cognitive_deployment.example: version_upgrade_option must be one of NoAutoUpgrade, but is absent; the provider's default is OnceNewDefaultVersionAvailable. Pin the model version, switch automatic upgrades off, and use approved models."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, with a parameter: approved_models=['azurerm_cognitive_deployment.example', 'gpt-4o', '2024-08-06', 'gpt-4o', '2024-08-06', 'NoAutoUpgrade', 'terraform', 'azurerm_cognitive_deployment']", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "at": {"model": {"blocks": [{"name": "gpt-4o", "version": "2024-08-06"}]}, "model.name": {"values": ["gpt-4o"]}, "model.version": {"values": ["2024-08-06"]}, "version_upgrade_option": {"values": ["NoAutoUpgrade"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_cognitive_deployment", "unknown": {}}]}, "params": {"approved_models": ["azurerm_cognitive_deployment.example", "gpt-4o", "2024-08-06", "gpt-4o", "2024-08-06", "NoAutoUpgrade", "terraform", "azurerm_cognitive_deployment"]}}, "results": ["model.name pass", "model.version pass", "version_upgrade_option pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:model", "input": {"infra": {"resources": [{"address": "azurerm_cognitive_deployment.example", "at": {"model.name": {"values": ["gpt-4o"]}}, "defaults": {"version_upgrade_option": "OnceNewDefaultVersionAvailable"}, "format": "terraform", "type": "azurerm_cognitive_deployment", "unknown": {"model": {"reason": "known after apply", "present": true}}}]}}, "results": ["model.version unknown", "version_upgrade_option fail"], "failed": ["version_upgrade_option"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_oai_09.checks},
		"failed": {f.attribute | some f in az_oai_09.findings},
		"is_open": count(az_oai_09.required) > 1,
		"applies": count([1 | az_oai_09.applies]) > 0,
	} with input as case.input
}
