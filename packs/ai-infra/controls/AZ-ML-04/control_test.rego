package bylaw.controls.az_ml_04_test

import data.bylaw.controls.az_ml_04

_good := {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "type": "azurerm_machine_learning_compute_instance", "format": "terraform", "at": {"local_auth_enabled": {"values": [false]}, "node_public_ip_enabled": {"values": [false]}, "subnet_resource_id": {"values": ["s"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "type": "azurerm_machine_learning_compute_instance", "format": "terraform", "at": {"local_auth_enabled": {"values": [true]}, "node_public_ip_enabled": {"values": [true]}, "subnet_resource_id": {"values": ["s"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_ml_04.checks} with input as _good
	results == {"pass"}
	count(az_ml_04.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_ml_04.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_ml_04.applies with input as {}
	"infra.resources" in az_ml_04.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_ml_04.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.later", "type": "azurerm_machine_learning_compute_instance", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_ml_04.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_ml_04.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_ml_04.findings} with input as _bad
	said == {["AZ-ML-04", "local_auth_enabled", "one of false", "azurerm_machine_learning_compute_instance.example: local_auth_enabled must be one of false, but is true. Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero."], ["AZ-ML-04", "node_public_ip_enabled", "one of false", "azurerm_machine_learning_compute_instance.example: node_public_ip_enabled must be one of false, but is true. Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_cluster.second", "type": "azurerm_machine_learning_compute_cluster", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["local_auth_enabled fail", "node_public_ip_enabled fail", "scale_settings.min_node_count fail", "ssh_public_access_enabled fail", "subnet_resource_id fail"], "failed": ["local_auth_enabled", "node_public_ip_enabled", "scale_settings.min_node_count", "ssh_public_access_enabled", "subnet_resource_id"], "is_open": false, "applies": true},
	{"case": "good example, by the provider's default: 0:local_auth_enabled", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "at": {"node_public_ip_enabled": {"values": [false]}, "subnet_resource_id": {"values": ["s"]}}, "defaults": {"local_auth_enabled": false}, "format": "terraform", "type": "azurerm_machine_learning_compute_instance", "unknown": {}}]}}, "results": ["local_auth_enabled pass", "node_public_ip_enabled pass", "subnet_resource_id pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:node_public_ip_enabled", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "at": {"local_auth_enabled": {"values": [true]}, "subnet_resource_id": {"values": ["s"]}}, "defaults": {}, "format": "terraform", "type": "azurerm_machine_learning_compute_cluster", "unknown": {"node_public_ip_enabled": {"reason": "known after apply", "present": true}}}]}}, "results": ["local_auth_enabled fail", "node_public_ip_enabled unknown", "scale_settings.min_node_count fail", "ssh_public_access_enabled fail", "subnet_resource_id pass"], "failed": ["local_auth_enabled", "scale_settings.min_node_count", "ssh_public_access_enabled"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:node_public_ip_enabled>ssh_public_access_enabled", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "at": {"local_auth_enabled": {"values": [true]}, "subnet_resource_id": {"values": ["s"]}, "ssh_public_access_enabled": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "azurerm_machine_learning_compute_cluster", "unknown": {}}]}}, "results": ["local_auth_enabled fail", "node_public_ip_enabled fail", "scale_settings.min_node_count fail", "ssh_public_access_enabled fail", "subnet_resource_id pass"], "failed": ["local_auth_enabled", "node_public_ip_enabled", "scale_settings.min_node_count", "ssh_public_access_enabled"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:node_public_ip_enabled>scale_settings.min_node_count", "input": {"infra": {"resources": [{"address": "azurerm_machine_learning_compute_instance.example", "at": {"local_auth_enabled": {"values": [true]}, "subnet_resource_id": {"values": ["s"]}, "scale_settings.min_node_count": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "azurerm_machine_learning_compute_cluster", "unknown": {}}]}}, "results": ["local_auth_enabled fail", "node_public_ip_enabled fail", "scale_settings.min_node_count fail", "ssh_public_access_enabled fail", "subnet_resource_id pass"], "failed": ["local_auth_enabled", "node_public_ip_enabled", "scale_settings.min_node_count", "ssh_public_access_enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_ml_04.checks},
		"failed": {f.attribute | some f in az_ml_04.findings},
		"is_open": count(az_ml_04.required) > 1,
		"applies": count([1 | az_ml_04.applies]) > 0,
	} with input as case.input
}
