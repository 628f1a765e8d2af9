package bylaw.controls.gcp_ma_01_test

import data.bylaw.controls.gcp_ma_01

_good := {"infra": {"resources": [{"address": "google_model_armor_template.example", "type": "google_model_armor_template", "format": "terraform", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "ENABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "google_model_armor_template.example", "type": "google_model_armor_template", "format": "terraform", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "DISABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "DISABLED"}]}, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement": {"values": ["DISABLED"]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_ma_01.checks} with input as _good
	results == {"pass"}
	count(gcp_ma_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_ma_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_ma_01.applies with input as {}
	"infra.resources" in gcp_ma_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_ma_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_model_armor_template.later", "type": "google_model_armor_template", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_ma_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_ma_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_ma_01.findings} with input as _bad
	said == {["GCP-MA-01", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement", "one of ENABLED", "google_model_armor_template.example: filter_config.pi_and_jailbreak_filter_settings.filter_enforcement must be one of ENABLED, but is DISABLED. Enable the jailbreak and personal-data filters, and enforce the floor setting."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, written elsewhere: 0:filter_config.pi_and_jailbreak_filter_settings.filter_enforcement>filter_config.sdp_settings.advanced_config.inspect_template", "input": {"infra": {"resources": [{"address": "google_model_armor_template.example", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "ENABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.sdp_settings.advanced_config.inspect_template": {"values": ["ENABLED"]}}, "defaults": {}, "format": "terraform", "type": "google_model_armor_template", "unknown": {}}]}}, "results": ["filter_config.malicious_uri_filter_settings.filter_enforcement pass", "filter_config.pi_and_jailbreak_filter_settings.confidence_level pass", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement fail", "filter_config.sdp_settings.advanced_config.inspect_template pass"], "failed": ["filter_config.pi_and_jailbreak_filter_settings.filter_enforcement"], "is_open": false, "applies": true},
	{"case": "good example, also written: 0:+filter_config.pi_and_jailbreak_filter_settings.confidence_level=HIGH", "input": {"infra": {"resources": [{"address": "google_model_armor_template.example", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "ENABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.pi_and_jailbreak_filter_settings.confidence_level": {"values": ["HIGH"]}}, "defaults": {}, "format": "terraform", "type": "google_model_armor_template", "unknown": {}}]}}, "results": ["filter_config.malicious_uri_filter_settings.filter_enforcement pass", "filter_config.pi_and_jailbreak_filter_settings.confidence_level fail", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement pass", "filter_config.sdp_settings.basic_config.filter_enforcement pass"], "failed": ["filter_config.pi_and_jailbreak_filter_settings.confidence_level"], "is_open": false, "applies": true},
	{"case": "good example, also written: 0:+enable_floor_setting_enforcement=True", "input": {"infra": {"resources": [{"address": "google_model_armor_template.example", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "ENABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}, "enable_floor_setting_enforcement": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "google_model_armor_floorsetting", "unknown": {}}]}}, "results": ["enable_floor_setting_enforcement pass", "filter_config.malicious_uri_filter_settings.filter_enforcement pass", "filter_config.pi_and_jailbreak_filter_settings.confidence_level pass", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement pass", "filter_config.sdp_settings.basic_config.filter_enforcement pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:filter_config", "input": {"infra": {"resources": [{"address": "google_model_armor_template.example", "at": {"filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "DISABLED"}]}, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement": {"values": ["DISABLED"]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}}, "defaults": {}, "format": "terraform", "type": "google_model_armor_template", "unknown": {"filter_config": {"reason": "known after apply", "present": true}}}]}}, "results": ["filter_config.malicious_uri_filter_settings.filter_enforcement unknown", "filter_config.pi_and_jailbreak_filter_settings.confidence_level unknown", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement fail", "filter_config.sdp_settings.basic_config.filter_enforcement unknown"], "failed": ["filter_config.pi_and_jailbreak_filter_settings.filter_enforcement"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:filter_config.pi_and_jailbreak_filter_settings.filter_enforcement>filter_config.malicious_uri_filter_settings.filter_enforcement", "input": {"infra": {"resources": [{"address": "google_model_armor_template.example", "at": {"filter_config": {"blocks": [{"pi_and_jailbreak_filter_settings": [{"filter_enforcement": "DISABLED"}], "sdp_settings": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}]}, "filter_config.pi_and_jailbreak_filter_settings": {"blocks": [{"filter_enforcement": "DISABLED"}]}, "filter_config.sdp_settings": {"blocks": [{"basic_config": [{"filter_enforcement": "ENABLED"}]}]}, "filter_config.sdp_settings.basic_config": {"blocks": [{"filter_enforcement": "ENABLED"}]}, "filter_config.sdp_settings.basic_config.filter_enforcement": {"values": ["ENABLED"]}, "filter_config.malicious_uri_filter_settings.filter_enforcement": {"values": ["DISABLED"]}}, "defaults": {}, "format": "terraform", "type": "google_model_armor_template", "unknown": {}}]}}, "results": ["filter_config.malicious_uri_filter_settings.filter_enforcement fail", "filter_config.pi_and_jailbreak_filter_settings.confidence_level pass", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement fail", "filter_config.sdp_settings.basic_config.filter_enforcement pass"], "failed": ["filter_config.malicious_uri_filter_settings.filter_enforcement", "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_ma_01.checks},
		"failed": {f.attribute | some f in gcp_ma_01.findings},
		"is_open": count(gcp_ma_01.required) > 1,
		"applies": count([1 | gcp_ma_01.applies]) > 0,
	} with input as case.input
}
