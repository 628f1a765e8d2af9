package bylaw.controls.gcp_gm_01_test

import data.bylaw.controls.gcp_gm_01

_good := {"infra": {"resources": [{"address": "google_gemini_data_sharing_with_google_setting.example", "type": "google_gemini_data_sharing_with_google_setting", "format": "terraform", "at": {"enable_data_sharing": {"values": [false]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "google_gemini_data_sharing_with_google_setting.example", "type": "google_gemini_data_sharing_with_google_setting", "format": "terraform", "at": {"enable_data_sharing": {"values": [true]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in gcp_gm_01.checks} with input as _good
	results == {"pass"}
	count(gcp_gm_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in gcp_gm_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	gcp_gm_01.applies with input as {}
	"infra.resources" in gcp_gm_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not gcp_gm_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "google_gemini_data_sharing_with_google_setting.later", "type": "google_gemini_data_sharing_with_google_setting", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in gcp_gm_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(gcp_gm_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in gcp_gm_01.findings} with input as _bad
	said == {["GCP-GM-01", "enable_data_sharing", "one of false", "google_gemini_data_sharing_with_google_setting.example: enable_data_sharing must be one of false, but is true. Set enable_data_sharing to false."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, by the provider's default: 0:enable_data_sharing", "input": {"infra": {"resources": [{"address": "google_gemini_data_sharing_with_google_setting.example", "at": {}, "defaults": {"enable_data_sharing": false}, "format": "terraform", "type": "google_gemini_data_sharing_with_google_setting", "unknown": {}}]}}, "results": ["enable_data_sharing pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "google_gemini_data_sharing_with_google_setting.example", "at": {"enable_data_sharing": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "google_gemini_data_sharing_with_google_setting", "unknown": {}}, {"address": "google_gemini_data_sharing_with_google_setting.later", "type": "google_gemini_data_sharing_with_google_setting", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["enable_data_sharing fail", "enable_data_sharing unknown"], "failed": ["enable_data_sharing"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in gcp_gm_01.checks},
		"failed": {f.attribute | some f in gcp_gm_01.findings},
		"is_open": count(gcp_gm_01.required) > 1,
		"applies": count([1 | gcp_gm_01.applies]) > 0,
	} with input as case.input
}
