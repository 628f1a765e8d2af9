package bylaw.controls.gcp_df_01_test

import data.bylaw.controls.gcp_df_01

_good := {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "type": "google_dialogflow_agent", "format": "terraform", "at": {"enable_logging": {"values": [true]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "type": "google_dialogflow_agent", "format": "terraform", "at": {"enable_logging": {"values": [false]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_df_01.checks} with input as _good
	results == {"pass"}
	count(gcp_df_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_df_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_df_01.applies with input as {}
	"infra.resources" in gcp_df_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_df_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_dialogflow_agent.later", "type": "google_dialogflow_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_df_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_df_01.required) > 1 with input as _later
}
