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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_nb_01.findings} with input as _bad
	said == {["GCP-NB-01", "kms_key", "a value", "google_notebooks_instance.example: kms_key must be a value, but is absent. Take the public address away, name a customer-managed key and keep the shielded machine on."], ["GCP-NB-01", "no_public_ip", "one of true", "google_notebooks_instance.example: no_public_ip must be one of true, but is false. Take the public address away, name a customer-managed key and keep the shielded machine on."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "google_notebooks_runtime.second", "type": "google_notebooks_runtime", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["virtual_machine.virtual_machine_config.encryption_config.kms_key fail", "virtual_machine.virtual_machine_config.internal_ip_only fail"], "failed": ["virtual_machine.virtual_machine_config.encryption_config.kms_key", "virtual_machine.virtual_machine_config.internal_ip_only"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/defaults/shielded_instance_config.enable_vtpm", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"kms_key": {"values": ["projects/p/k"]}, "no_public_ip": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "google_notebooks_instance", "unknown": {}}]}}, "results": ["kms_key pass", "no_public_ip pass", "shielded_instance_config.enable_integrity_monitoring pass", "shielded_instance_config.enable_vtpm pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +google_workbench_instance", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"no_public_ip": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_notebooks_instance", "unknown": {}}, {"address": "google_workbench_instance.second", "type": "google_workbench_instance", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["disable_proxy_access pass", "gce_setup.boot_disk.kms_key fail", "gce_setup.disable_public_ip fail", "gce_setup.shielded_instance_config.enable_vtpm pass", "kms_key fail", "no_public_ip fail", "shielded_instance_config.enable_integrity_monitoring pass", "shielded_instance_config.enable_vtpm pass"], "failed": ["gce_setup.boot_disk.kms_key", "gce_setup.disable_public_ip", "kms_key", "no_public_ip"], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:no_public_ip", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_notebooks_instance", "unknown": {"no_public_ip": {"reason": "known after apply", "present": true}}}]}}, "results": ["kms_key fail", "no_public_ip unknown", "shielded_instance_config.enable_integrity_monitoring pass", "shielded_instance_config.enable_vtpm pass"], "failed": ["kms_key"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:no_public_ip>shielded_instance_config.enable_integrity_monitoring", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"shielded_instance_config.enable_integrity_monitoring": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_notebooks_instance", "unknown": {}}]}}, "results": ["kms_key fail", "no_public_ip fail", "shielded_instance_config.enable_integrity_monitoring fail", "shielded_instance_config.enable_vtpm pass"], "failed": ["kms_key", "no_public_ip", "shielded_instance_config.enable_integrity_monitoring"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:no_public_ip>gce_setup.disable_public_ip", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"gce_setup.disable_public_ip": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_workbench_instance", "unknown": {}}]}}, "results": ["disable_proxy_access pass", "gce_setup.boot_disk.kms_key fail", "gce_setup.disable_public_ip fail", "gce_setup.shielded_instance_config.enable_vtpm pass"], "failed": ["gce_setup.boot_disk.kms_key", "gce_setup.disable_public_ip"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:no_public_ip>gce_setup.shielded_instance_config.enable_vtpm", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"gce_setup.shielded_instance_config.enable_vtpm": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_workbench_instance", "unknown": {}}]}}, "results": ["disable_proxy_access pass", "gce_setup.boot_disk.kms_key fail", "gce_setup.disable_public_ip fail", "gce_setup.shielded_instance_config.enable_vtpm fail"], "failed": ["gce_setup.boot_disk.kms_key", "gce_setup.disable_public_ip", "gce_setup.shielded_instance_config.enable_vtpm"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:no_public_ip>disable_proxy_access", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"disable_proxy_access": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_workbench_instance", "unknown": {}}]}}, "results": ["disable_proxy_access fail", "gce_setup.boot_disk.kms_key fail", "gce_setup.disable_public_ip fail", "gce_setup.shielded_instance_config.enable_vtpm pass"], "failed": ["disable_proxy_access", "gce_setup.boot_disk.kms_key", "gce_setup.disable_public_ip"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:no_public_ip>virtual_machine.virtual_machine_config.internal_ip_only", "input": {"infra": {"resources": [{"address": "google_notebooks_instance.example", "at": {"virtual_machine.virtual_machine_config.internal_ip_only": {"values": [false]}}, "defaults": {"shielded_instance_config.enable_vtpm": true}, "format": "terraform", "type": "google_notebooks_runtime", "unknown": {}}]}}, "results": ["virtual_machine.virtual_machine_config.encryption_config.kms_key fail", "virtual_machine.virtual_machine_config.internal_ip_only fail"], "failed": ["virtual_machine.virtual_machine_config.encryption_config.kms_key", "virtual_machine.virtual_machine_config.internal_ip_only"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_nb_01.checks},
		"failed": {f.attribute | some f in gcp_nb_01.findings},
		"is_open": count(gcp_nb_01.required) > 1,
		"applies": count([1 | gcp_nb_01.applies]) > 0,
	} with input as case.input
}
