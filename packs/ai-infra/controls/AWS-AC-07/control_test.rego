package bylaw.controls.aws_ac_07_test

import data.bylaw.controls.aws_ac_07

_good := {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.example", "type": "aws_bedrockagentcore_code_interpreter", "format": "terraform", "at": {"network_configuration": {"blocks": [{"network_mode": "SANDBOX"}]}, "network_configuration.network_mode": {"values": ["SANDBOX"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.example", "type": "aws_bedrockagentcore_code_interpreter", "format": "terraform", "at": {"network_configuration": {"blocks": [{"network_mode": "PUBLIC"}]}, "network_configuration.network_mode": {"values": ["PUBLIC"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_07.checks} with input as _good
	results == {"pass"}
	count(aws_ac_07.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_07.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_07.applies with input as {}
	"infra.resources" in aws_ac_07.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_07.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.later", "type": "aws_bedrockagentcore_code_interpreter", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_07.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_07.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_ac_07.findings} with input as _bad
	said == {["AWS-AC-07", "network_configuration.network_mode", "none of PUBLIC", "aws_bedrockagentcore_code_interpreter.example: network_configuration.network_mode must be none of PUBLIC, but is PUBLIC. Take the tool off the public network, and record browser sessions."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.second", "type": "aws_bedrockagentcore_code_interpreter", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["network_configuration.network_mode fail"], "failed": ["network_configuration.network_mode"], "is_open": false, "applies": true},
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_browser.second", "type": "aws_bedrockagentcore_browser", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["network_configuration.network_mode fail", "recording.enabled fail"], "failed": ["network_configuration.network_mode", "recording.enabled"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/at/network_configuration", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.example", "at": {"network_configuration.network_mode": {"values": ["SANDBOX"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_code_interpreter", "unknown": {}}]}}, "results": ["network_configuration.network_mode pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, refers to a resource of the plan: 0:network_configuration", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.example", "at": {"network_configuration.network_mode": {"values": ["SANDBOX"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_browser", "unknown": {"network_configuration": {"reason": "known after apply", "present": true}}}]}}, "results": ["network_configuration.network_mode unknown", "recording.enabled fail"], "failed": ["recording.enabled"], "is_open": false, "applies": true},
	{"case": "bad example, also written: 0:+recording.enabled=True", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_code_interpreter.example", "at": {"network_configuration": {"blocks": [{"network_mode": "PUBLIC"}]}, "network_configuration.network_mode": {"values": ["PUBLIC"]}, "recording.enabled": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_browser", "unknown": {}}]}}, "results": ["network_configuration.network_mode fail", "recording.enabled pass"], "failed": ["network_configuration.network_mode"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_ac_07.checks},
		"failed": {f.attribute | some f in aws_ac_07.findings},
		"is_open": count(aws_ac_07.required) > 1,
		"applies": count([1 | aws_ac_07.applies]) > 0,
	} with input as case.input
}
