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
