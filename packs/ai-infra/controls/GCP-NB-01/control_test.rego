package bylaw.controls.gcp_nb_01_test

import data.bylaw.controls.gcp_nb_01

_good := {"infra": {"resources": [{"address": "google_notebooks_instance.example", "type": "google_notebooks_instance", "format": "terraform", "at": {"no_public_ip": {"values": [true]}, "kms_key": {"values": ["projects/p/k"]}}, "unknown": {}, "defaults": {"shielded_instance_config.enable_vtpm": true}}]}}

_bad := {"infra": {"resources": [{"address": "google_notebooks_instance.example", "type": "google_notebooks_instance", "format": "terraform", "at": {"no_public_ip": {"values": [false]}}, "unknown": {}, "defaults": {"shielded_instance_config.enable_vtpm": true}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_nb_01.checks} with input as _good
	results == {"pass"}
	count(gcp_nb_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_nb_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_nb_01.applies with input as {}
	"infra.resources" in gcp_nb_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_nb_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_notebooks_instance.later", "type": "google_notebooks_instance", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_nb_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_nb_01.required) > 1 with input as _later
}
