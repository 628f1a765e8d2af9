package bylaw.controls.gcp_vx_01_test

import data.bylaw.controls.gcp_vx_01

_good := {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "type": "google_vertex_ai_dataset", "format": "terraform", "at": {"encryption_spec": {"blocks": [{"kms_key_name": "projects/p/k"}]}, "encryption_spec.kms_key_name": {"values": ["projects/p/k"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "type": "google_vertex_ai_dataset", "format": "terraform", "at": {"display_name": {"values": ["d"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_vx_01.checks} with input as _good
	results == {"pass"}
	count(gcp_vx_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_vx_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_vx_01.applies with input as {}
	"infra.resources" in gcp_vx_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_vx_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_vertex_ai_dataset.later", "type": "google_vertex_ai_dataset", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_vx_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_vx_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_vx_01.findings} with input as _bad
	said == {["GCP-VX-01", "encryption_spec.kms_key_name", "a value", "google_vertex_ai_dataset.example: encryption_spec.kms_key_name must be a value, but is absent. Name a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "google_discovery_engine_data_store.second", "type": "google_discovery_engine_data_store", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["kms_key_name fail"], "failed": ["kms_key_name"], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +google_vertex_ai_tensorboard", "input": {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "at": {"display_name": {"values": ["d"]}}, "defaults": {}, "format": "terraform", "type": "google_vertex_ai_dataset", "unknown": {}}, {"address": "google_vertex_ai_tensorboard.second", "type": "google_vertex_ai_tensorboard", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["encryption_spec.kms_key_name fail", "encryption_spec.kms_key_name unknown"], "failed": ["encryption_spec.kms_key_name"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:display_name>encryption_spec.kms_key_name", "input": {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "at": {"encryption_spec.kms_key_name": {"values": ["d"]}}, "defaults": {}, "format": "terraform", "type": "google_vertex_ai_endpoint", "unknown": {}}]}}, "results": ["encryption_spec.kms_key_name pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/display_name", "input": {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "at": {}, "defaults": {}, "format": "terraform", "type": "google_vertex_ai_featurestore", "unknown": {}}]}}, "results": ["encryption_spec.kms_key_name fail"], "failed": ["encryption_spec.kms_key_name"], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/display_name", "input": {"infra": {"resources": [{"address": "google_vertex_ai_dataset.example", "at": {}, "defaults": {}, "format": "terraform", "type": "google_vertex_ai_metadata_store", "unknown": {}}]}}, "results": ["encryption_spec.kms_key_name fail"], "failed": ["encryption_spec.kms_key_name"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_vx_01.checks},
		"failed": {f.attribute | some f in gcp_vx_01.findings},
		"is_open": count(gcp_vx_01.required) > 1,
		"applies": count([1 | gcp_vx_01.applies]) > 0,
	} with input as case.input
}
