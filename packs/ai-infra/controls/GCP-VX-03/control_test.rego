package bylaw.controls.gcp_vx_03_test

import data.bylaw.controls.gcp_vx_03

_good := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {"predict_request_response_logging_config": {"blocks": [{"enabled": true, "bigquery_destination": [{"output_uri": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}]}, "predict_request_response_logging_config.enabled": {"values": [true]}, "predict_request_response_logging_config.bigquery_destination": {"blocks": [{"output_uri": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "predict_request_response_logging_config.bigquery_destination.output_uri": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {"private_service_connect_config.enable_private_service_connect": false}}]}}

_bad := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {"predict_request_response_logging_config": {"blocks": [{"enabled": false}]}, "predict_request_response_logging_config.enabled": {"values": [false]}}, "unknown": {}, "defaults": {"private_service_connect_config.enable_private_service_connect": false}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_vx_03.checks} with input as _good
	results == {"pass"}
	count(gcp_vx_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_vx_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_vx_03.applies with input as {}
	"infra.resources" in gcp_vx_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_vx_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.later", "type": "google_vertex_ai_endpoint", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_vx_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_vx_03.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_vx_03.findings} with input as _bad
	said == {["GCP-VX-03", "predict_request_response_logging_config.bigquery_destination.output_uri", "a value", "google_vertex_ai_endpoint.example: predict_request_response_logging_config.bigquery_destination.output_uri must be a value, but is absent. Enable request and response logging with a BigQuery destination."], ["GCP-VX-03", "predict_request_response_logging_config.enabled", "one of true", "google_vertex_ai_endpoint.example: predict_request_response_logging_config.enabled must be one of true, but is false. Enable request and response logging with a BigQuery destination."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/predict_request_response_logging_config", "input": {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "at": {"predict_request_response_logging_config.bigquery_destination": {"blocks": [{"output_uri": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "predict_request_response_logging_config.bigquery_destination.output_uri": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "predict_request_response_logging_config.enabled": {"values": [true]}}, "defaults": {"private_service_connect_config.enable_private_service_connect": false}, "format": "terraform", "type": "google_vertex_ai_endpoint", "unknown": {}}]}}, "results": ["predict_request_response_logging_config.bigquery_destination.output_uri pass", "predict_request_response_logging_config.enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:predict_request_response_logging_config", "input": {"infra": {"resources": [{"address": "google_vertex_ai_endpoint.example", "at": {"predict_request_response_logging_config.enabled": {"values": [false]}}, "defaults": {"private_service_connect_config.enable_private_service_connect": false}, "format": "terraform", "type": "google_vertex_ai_endpoint", "unknown": {"predict_request_response_logging_config": {"reason": "known after apply", "present": true}}}]}}, "results": ["predict_request_response_logging_config.bigquery_destination.output_uri unknown", "predict_request_response_logging_config.enabled fail"], "failed": ["predict_request_response_logging_config.enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_vx_03.checks},
		"failed": {f.attribute | some f in gcp_vx_03.findings},
		"is_open": count(gcp_vx_03.required) > 1,
		"applies": count([1 | gcp_vx_03.applies]) > 0,
	} with input as case.input
}
