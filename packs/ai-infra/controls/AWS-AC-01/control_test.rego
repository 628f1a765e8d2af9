package bylaw.controls.aws_ac_01_test

import data.bylaw.controls.aws_ac_01

_good := {"infra": {"resources": [{"address": "aws_bedrockagentcore_agent_runtime.example", "type": "aws_bedrockagentcore_agent_runtime", "format": "terraform", "at": {"network_configuration": {"blocks": [{"network_mode": "VPC"}]}, "network_configuration.network_mode": {"values": ["VPC"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagentcore_agent_runtime.example", "type": "aws_bedrockagentcore_agent_runtime", "format": "terraform", "at": {"network_configuration": {"blocks": [{"network_mode": "Other"}]}, "network_configuration.network_mode": {"values": ["Other"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_01.checks} with input as _good
	results == {"pass"}
	count(aws_ac_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_01.applies with input as {}
	"infra.resources" in aws_ac_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_agent_runtime.later", "type": "aws_bedrockagentcore_agent_runtime", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_ac_01.findings} with input as _bad
	said == {["AWS-AC-01", "network_configuration.network_mode", "one of VPC", "aws_bedrockagentcore_agent_runtime.example: network_configuration.network_mode must be one of VPC, but is Other. Set network_mode to \"VPC\"."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/network_configuration", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_agent_runtime.example", "at": {"network_configuration.network_mode": {"values": ["VPC"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_agent_runtime", "unknown": {}}]}}, "results": ["network_configuration.network_mode pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_agent_runtime.example", "at": {"network_configuration": {"blocks": [{"network_mode": "Other"}]}, "network_configuration.network_mode": {"values": ["Other"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_agent_runtime", "unknown": {}}, {"address": "aws_bedrockagentcore_agent_runtime.later", "type": "aws_bedrockagentcore_agent_runtime", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["network_configuration.network_mode fail", "network_configuration.network_mode unknown"], "failed": ["network_configuration.network_mode"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_ac_01.checks},
		"failed": {f.attribute | some f in aws_ac_01.findings},
		"is_open": count(aws_ac_01.required) > 1,
		"applies": count([1 | aws_ac_01.applies]) > 0,
	} with input as case.input
}
