package bylaw.controls.az_ml_01_test

import data.bylaw.controls.az_ml_01

_good := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"public_network_access_enabled": {"values": [false]}}, "unknown": {}, "defaults": {"high_business_impact": false, "managed_network.isolation_mode": "Disabled"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"public_network_access_enabled": {"values": [true]}}, "unknown": {}, "defaults": {"high_business_impact": false, "managed_network.isolation_mode": "Disabled"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_ml_01.checks} with input as _good
	results == {"pass"}
	count(az_ml_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_ml_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_ml_01.applies with input as {}
	"infra.resources" in az_ml_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_ml_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.later", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_ml_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_ml_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_ml_01.findings} with input as _bad
	said == {["AZ-ML-01", "public_network_access_enabled", "one of false", "azurerm_machine_learning_workspace.example: public_network_access_enabled must be one of false, but is true. Set public_network_access_enabled to false."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/defaults/managed_network.isolation_mode", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "at": {"public_network_access_enabled": {"values": [false]}}, "defaults": {"high_business_impact": false}, "format": "terraform", "type": "azurerm_machine_learning_workspace", "unknown": {}}]}}, "results": ["public_network_access_enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "at": {"public_network_access_enabled": {"values": [true]}}, "defaults": {"high_business_impact": false, "managed_network.isolation_mode": "Disabled"}, "format": "terraform", "type": "azurerm_machine_learning_workspace", "unknown": {}}, {"address": "azurerm_machine_learning_workspace.later", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["public_network_access_enabled fail", "public_network_access_enabled unknown"], "failed": ["public_network_access_enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_ml_01.checks},
		"failed": {f.attribute | some f in az_ml_01.findings},
		"is_open": count(az_ml_01.required) > 1,
		"applies": count([1 | az_ml_01.applies]) > 0,
	} with input as case.input
}
