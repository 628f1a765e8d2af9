package bylaw.controls.az_ml_03_test

import data.bylaw.controls.az_ml_03

_good := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"high_business_impact": {"values": [true]}, "encryption": {"blocks": [{"key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "encryption.key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "managed_network.isolation_mode": "Disabled"}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {"high_business_impact": {"values": [false]}}, "unknown": {}, "defaults": {"public_network_access_enabled": true, "managed_network.isolation_mode": "Disabled"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_ml_03.checks} with input as _good
	results == {"pass"}
	count(az_ml_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_ml_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_ml_03.applies with input as {}
	"infra.resources" in az_ml_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_ml_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.later", "type": "azurerm_machine_learning_workspace", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_ml_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_ml_03.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_ml_03.findings} with input as _bad
	said == {["AZ-ML-03", "encryption.key_id", "a value", "azurerm_machine_learning_workspace.example: encryption.key_id must be a value, but is absent. Name an encryption key and set high_business_impact to true."], ["AZ-ML-03", "high_business_impact", "one of true", "azurerm_machine_learning_workspace.example: high_business_impact must be one of true, but is false. Name an encryption key and set high_business_impact to true."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/encryption", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "at": {"encryption.key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "high_business_impact": {"values": [true]}}, "defaults": {"managed_network.isolation_mode": "Disabled", "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_machine_learning_workspace", "unknown": {}}]}}, "results": ["encryption.key_id pass", "high_business_impact pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:high_business_impact", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_workspace.example", "at": {}, "defaults": {"managed_network.isolation_mode": "Disabled", "public_network_access_enabled": true}, "format": "terraform", "type": "azurerm_machine_learning_workspace", "unknown": {"high_business_impact": {"reason": "known after apply", "present": true}}}]}}, "results": ["encryption.key_id fail", "high_business_impact unknown"], "failed": ["encryption.key_id"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_ml_03.checks},
		"failed": {f.attribute | some f in az_ml_03.findings},
		"is_open": count(az_ml_03.required) > 1,
		"applies": count([1 | az_ml_03.applies]) > 0,
	} with input as case.input
}
