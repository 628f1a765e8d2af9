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
