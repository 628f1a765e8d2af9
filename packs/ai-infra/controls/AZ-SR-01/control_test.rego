package bylaw.controls.az_sr_01_test

import data.bylaw.controls.az_sr_01

_good := {"infra": {"resources": [{"address": "azurerm_search_service.example", "type": "azurerm_search_service", "format": "terraform", "at": {"public_network_access_enabled": {"values": [false]}, "local_authentication_enabled": {"values": [false]}, "customer_managed_key_enforcement_enabled": {"values": [true]}, "replica_count": {"values": [3]}, "identity": {"blocks": [{"type": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "identity.type": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_search_service.example", "type": "azurerm_search_service", "format": "terraform", "at": {"public_network_access_enabled": {"values": [true]}, "local_authentication_enabled": {"values": [true]}, "customer_managed_key_enforcement_enabled": {"values": [false]}, "replica_count": {"values": [1]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_sr_01.checks} with input as _good
	results == {"pass"}
	count(az_sr_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_sr_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_sr_01.applies with input as {}
	"infra.resources" in az_sr_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_sr_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_search_service.later", "type": "azurerm_search_service", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_sr_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_sr_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in az_sr_01.findings} with input as _bad
	said == {["AZ-SR-01", "customer_managed_key_enforcement_enabled", "one of true", "azurerm_search_service.example: customer_managed_key_enforcement_enabled must be one of true, but is false. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."], ["AZ-SR-01", "identity.type", "a value", "azurerm_search_service.example: identity.type must be a value, but is absent. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."], ["AZ-SR-01", "local_authentication_enabled", "one of false", "azurerm_search_service.example: local_authentication_enabled must be one of false, but is true. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."], ["AZ-SR-01", "public_network_access_enabled", "one of false", "azurerm_search_service.example: public_network_access_enabled must be one of false, but is true. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."], ["AZ-SR-01", "replica_count", "at least 2", "azurerm_search_service.example: replica_count must be at least 2, but is 1. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."], ["AZ-SR-01", "replica_count", "at least 3", "azurerm_search_service.example: replica_count must be at least 3, but is 1. Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "azurerm_search_service.second", "type": "azurerm_search_service", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["customer_managed_key_enforcement_enabled fail", "identity.type fail", "local_authentication_enabled fail", "public_network_access_enabled fail", "replica_count fail"], "failed": ["customer_managed_key_enforcement_enabled", "identity.type", "local_authentication_enabled", "public_network_access_enabled", "replica_count"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/at/identity", "input": {"infra": {"resources": [{"address": "azurerm_search_service.example", "at": {"customer_managed_key_enforcement_enabled": {"values": [true]}, "identity.type": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "local_authentication_enabled": {"values": [false]}, "public_network_access_enabled": {"values": [false]}, "replica_count": {"values": [3]}}, "defaults": {}, "format": "terraform", "type": "azurerm_search_service", "unknown": {}}]}}, "results": ["customer_managed_key_enforcement_enabled pass", "identity.type pass", "local_authentication_enabled pass", "public_network_access_enabled pass", "replica_count pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:customer_managed_key_enforcement_enabled", "input": {"infra": {"resources": [{"address": "azurerm_search_service.example", "at": {"local_authentication_enabled": {"values": [true]}, "public_network_access_enabled": {"values": [true]}, "replica_count": {"values": [1]}}, "defaults": {}, "format": "terraform", "type": "azurerm_search_service", "unknown": {"customer_managed_key_enforcement_enabled": {"reason": "known after apply", "present": true}}}]}}, "results": ["customer_managed_key_enforcement_enabled unknown", "identity.type fail", "local_authentication_enabled fail", "public_network_access_enabled fail", "replica_count fail"], "failed": ["identity.type", "local_authentication_enabled", "public_network_access_enabled", "replica_count"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in az_sr_01.checks},
		"failed": {f.attribute | some f in az_sr_01.findings},
		"is_open": count(az_sr_01.required) > 1,
		"applies": count([1 | az_sr_01.applies]) > 0,
	} with input as case.input
}
