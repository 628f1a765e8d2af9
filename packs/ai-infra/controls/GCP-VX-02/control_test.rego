package bylaw.controls.gcp_vx_02_test

import data.bylaw.controls.gcp_vx_02

_good := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {"network": {"values": ["projects/1/global/networks/n"]}}, "unknown": {}, "defaults": {"private_service_connect_config.enable_private_service_connect": false, "predict_request_response_logging_config.enabled": false}}]}}

_bad := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {"name": {"values": ["e"]}}, "unknown": {}, "defaults": {"private_service_connect_config.enable_private_service_connect": false, "predict_request_response_logging_config.enabled": false}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_vx_02.checks} with input as _good
	results == {"pass"}
	count(gcp_vx_02.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_vx_02.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_vx_02.applies with input as {}
	"infra.resources" in gcp_vx_02.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_vx_02.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.later", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_vx_02.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_vx_02.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_vx_02.findings} with input as _bad
	said == {["GCP-VX-02", "network", "a value", "google_vertex_ai_endpoint.example: network must be a value, but is absent. Put the endpoint into a network or use Private Service Connect."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "google_vertex_ai_index_endpoint.second", "type": "google_vertex_ai_index_endpoint", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["public_endpoint_enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {"predict_request_response_logging_config.enabled": false, "private_service_connect_config.enable_private_service_connect": false}, "format": "terraform", "type": "google_vertex_ai_endpoint", "unknown": {}}, {"address": "google_vertex_ai_endpoint.later", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["network fail", "network unknown"], "failed": ["network"], "is_open": false, "applies": true},
	{"case": "bad example, turned round: 0/defaults/private_service_connect_config.enable_private_service_connect", "input": {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {"predict_request_response_logging_config.enabled": false, "private_service_connect_config.enable_private_service_connect": true}, "format": "terraform", "type": "google_vertex_ai_endpoint", "unknown": {}}]}}, "results": ["private_service_connect_config.enable_private_service_connect pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, also written: 0:+public_endpoint_enabled=True", "input": {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "at": {"name": {"values": ["e"]}, "public_endpoint_enabled": {"values": [true]}}, "defaults": {"predict_request_response_logging_config.enabled": false, "private_service_connect_config.enable_private_service_connect": false}, "format": "terraform", "type": "google_vertex_ai_index_endpoint", "unknown": {}}]}}, "results": ["public_endpoint_enabled fail"], "failed": ["public_endpoint_enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_vx_02.checks},
		"failed": {f.attribute | some f in gcp_vx_02.findings},
		"is_open": count(gcp_vx_02.required) > 1,
		"applies": count([1 | gcp_vx_02.applies]) > 0,
	} with input as case.input
}
