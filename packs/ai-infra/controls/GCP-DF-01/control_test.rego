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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_df_01.findings} with input as _bad
	said == {["GCP-DF-01", "enable_logging", "one of true", "google_dialogflow_agent.example: enable_logging must be one of true, but is false. Switch interaction logging on and redact what is kept."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "google_dialogflow_cx_security_settings.second", "type": "google_dialogflow_cx_security_settings", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["redaction_strategy fail"], "failed": ["redaction_strategy"], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 0:enable_logging>advanced_settings.logging_settings.enable_interaction_logging", "input": {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "at": {"advanced_settings.logging_settings.enable_interaction_logging": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "google_dialogflow_cx_agent", "unknown": {}}]}}, "results": ["advanced_settings.logging_settings.enable_interaction_logging pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 0:enable_logging>enable_stackdriver_logging", "input": {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "at": {"enable_stackdriver_logging": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "google_dialogflow_cx_agent", "unknown": {}}]}}, "results": ["enable_stackdriver_logging pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, also written: 0:+redaction_strategy=REDACT_WITH_SERVICE", "input": {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "at": {"enable_logging": {"values": [true]}, "redaction_strategy": {"values": ["REDACT_WITH_SERVICE"]}}, "defaults": {}, "format": "terraform", "type": "google_dialogflow_cx_security_settings", "unknown": {}}]}}, "results": ["redaction_strategy pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "google_dialogflow_agent.example", "at": {"enable_logging": {"values": [false]}}, "defaults": {}, "format": "terraform", "type": "google_dialogflow_agent", "unknown": {}}, {"address": "google_dialogflow_agent.later", "type": "google_dialogflow_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["enable_logging fail", "enable_logging unknown"], "failed": ["enable_logging"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_df_01.checks},
		"failed": {f.attribute | some f in gcp_df_01.findings},
		"is_open": count(gcp_df_01.required) > 1,
		"applies": count([1 | gcp_df_01.applies]) > 0,
	} with input as case.input
}
