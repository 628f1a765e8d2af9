package bylaw.controls.aws_ac_05_test

import data.bylaw.controls.aws_ac_05

_good := {"infra": {"resources": [{"address": "Gateway", "type": "aws_bedrockagentcore_gateway", "format": "cloudformation", "at": {"name": {"values": ["g"]}, "policy_engine_configuration": {"blocks": [{"mode": "ENFORCE"}]}, "policy_engine_configuration.mode": {"values": ["ENFORCE"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "Gateway", "type": "aws_bedrockagentcore_gateway", "format": "cloudformation", "at": {"name": {"values": ["g"]}, "policy_engine_configuration": {"blocks": [{"mode": "LOG_ONLY"}]}, "policy_engine_configuration.mode": {"values": ["LOG_ONLY"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_05.checks} with input as _good
	results == {"pass"}
	count(aws_ac_05.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_05.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_05.applies with input as {}
	"infra.resources" in aws_ac_05.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_05.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.later", "type": "aws_bedrockagentcore_gateway", "format": "cloudformation", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_05.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_05.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_ac_05.findings} with input as _bad
	said == {["AWS-AC-05", "policy_engine_configuration.mode", "one of ENFORCE", "Gateway: policy_engine_configuration.mode must be one of ENFORCE, but is LOG_ONLY. Attach a policy engine with mode ENFORCE."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, beside another resource: +aws_bedrockagentcore_gateway", "input": {"infra": {"resources": [{"address": "Gateway", "at": {"name": {"values": ["g"]}, "policy_engine_configuration": {"blocks": [{"mode": "ENFORCE"}]}, "policy_engine_configuration.mode": {"values": ["ENFORCE"]}}, "defaults": {}, "format": "cloudformation", "type": "aws_bedrockagentcore_gateway", "unknown": {}}, {"address": "aws_bedrockagentcore_gateway.second", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["policy_engine_configuration.mode pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_ac_05.checks},
		"failed": {f.attribute | some f in aws_ac_05.findings},
		"is_open": count(aws_ac_05.required) > 1,
		"applies": count([1 | aws_ac_05.applies]) > 0,
	} with input as case.input
}
