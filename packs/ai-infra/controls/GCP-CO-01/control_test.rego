package bylaw.controls.gcp_co_01_test

import data.bylaw.controls.gcp_co_01

_good := {"infra": {"resources": [{"address": "google_colab_runtime_template.example", "type": "google_colab_runtime_template", "format": "terraform", "at": {"network_spec": {"blocks": [{"enable_internet_access": false}]}, "network_spec.enable_internet_access": {"values": [false]}, "idle_shutdown_config": {"blocks": [{"idle_timeout": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "idle_shutdown_config.idle_timeout": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "shielded_vm_config": {"blocks": [{"enable_secure_boot": true}]}, "shielded_vm_config.enable_secure_boot": {"values": [true]}, "encryption_spec": {"blocks": [{"kms_key_name": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "encryption_spec.kms_key_name": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "google_colab_runtime_template.example", "type": "google_colab_runtime_template", "format": "terraform", "at": {"network_spec": {"blocks": [{"enable_internet_access": true}]}, "network_spec.enable_internet_access": {"values": [true]}, "shielded_vm_config": {"blocks": [{"enable_secure_boot": false}]}, "shielded_vm_config.enable_secure_boot": {"values": [false]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_co_01.checks} with input as _good
	results == {"pass"}
	count(gcp_co_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_co_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_co_01.applies with input as {}
	"infra.resources" in gcp_co_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_co_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_colab_runtime_template.later", "type": "google_colab_runtime_template", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_co_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_co_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_co_01.findings} with input as _bad
	said == {["GCP-CO-01", "encryption_spec.kms_key_name", "a value", "google_colab_runtime_template.example: encryption_spec.kms_key_name must be a value, but is absent. Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."], ["GCP-CO-01", "idle_shutdown_config.idle_timeout", "a value", "google_colab_runtime_template.example: idle_shutdown_config.idle_timeout must be a value, but is absent. Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."], ["GCP-CO-01", "network_spec.enable_internet_access", "one of false", "google_colab_runtime_template.example: network_spec.enable_internet_access must be one of false, but is true. Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."], ["GCP-CO-01", "shielded_vm_config.enable_secure_boot", "none of false", "google_colab_runtime_template.example: shielded_vm_config.enable_secure_boot must be none of false, but is false. Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/shielded_vm_config.enable_secure_boot", "input": {"infra": {"resources": [{"address": "google_colab_runtime_template.example", "at": {"encryption_spec": {"blocks": [{"kms_key_name": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "encryption_spec.kms_key_name": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "idle_shutdown_config": {"blocks": [{"idle_timeout": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "idle_shutdown_config.idle_timeout": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "network_spec": {"blocks": [{"enable_internet_access": false}]}, "network_spec.enable_internet_access": {"values": [false]}, "shielded_vm_config": {"blocks": [{"enable_secure_boot": true}]}}, "defaults": {}, "format": "terraform", "type": "google_colab_runtime_template", "unknown": {}}]}}, "results": ["encryption_spec.kms_key_name pass", "idle_shutdown_config.idle_timeout pass", "network_spec.enable_internet_access pass", "shielded_vm_config.enable_secure_boot pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:shielded_vm_config.enable_secure_boot", "input": {"infra": {"resources": [{"address": "google_colab_runtime_template.example", "at": {"network_spec": {"blocks": [{"enable_internet_access": true}]}, "network_spec.enable_internet_access": {"values": [true]}, "shielded_vm_config": {"blocks": [{"enable_secure_boot": false}]}}, "defaults": {}, "format": "terraform", "type": "google_colab_runtime_template", "unknown": {"shielded_vm_config.enable_secure_boot": {"reason": "known after apply", "present": true}}}]}}, "results": ["encryption_spec.kms_key_name fail", "idle_shutdown_config.idle_timeout fail", "network_spec.enable_internet_access fail", "shielded_vm_config.enable_secure_boot unknown"], "failed": ["encryption_spec.kms_key_name", "idle_shutdown_config.idle_timeout", "network_spec.enable_internet_access"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_co_01.checks},
		"failed": {f.attribute | some f in gcp_co_01.findings},
		"is_open": count(gcp_co_01.required) > 1,
		"applies": count([1 | gcp_co_01.applies]) > 0,
	} with input as case.input
}
