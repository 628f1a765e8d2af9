package bylaw.controls.aws_br_17_test

import data.bylaw.controls.aws_br_17

_good := {"infra": {"resources": [{"address": "Agent", "type": "aws_bedrockagent_agent", "format": "cloudformation", "at": {"agent_name": {"values": ["a"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}, {"address": "Enforced", "type": "aws_bedrock_enforced_guardrail_configuration", "format": "cloudformation", "at": {"guardrail_identifier": {"values": ["g"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "Agent", "type": "aws_bedrockagent_agent", "format": "cloudformation", "at": {"agent_name": {"values": ["a"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_17.checks} with input as _good
	results == {"pass"}
	count(aws_br_17.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_17.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_17.applies with input as {}
	"infra.resources" in aws_br_17.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_17.applies with input as {"infra": {"resources": []}}
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_17.findings} with input as _bad
	said == {["AWS-BR-17", "enforced_guardrail", "covered by an enforced guardrail of the account", "Agent: enforced_guardrail must be covered by an enforced guardrail of the account, but is absent. Declare an AWS::Bedrock::EnforcedGuardrailConfiguration in the account."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, beside another resource: +aws_bedrockagent_agent", "input": {"infra": {"resources": [{"address": "Agent", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "cloudformation", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "Enforced", "at": {"guardrail_identifier": {"values": ["g"]}}, "defaults": {}, "format": "cloudformation", "type": "aws_bedrock_enforced_guardrail_configuration", "unknown": {}}, {"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["enforced_guardrail pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, without: 1/at/guardrail_identifier", "input": {"infra": {"resources": [{"address": "Agent", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "cloudformation", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "Enforced", "at": {}, "defaults": {}, "format": "cloudformation", "type": "aws_bedrock_enforced_guardrail_configuration", "unknown": {}}]}}, "results": ["enforced_guardrail fail"], "failed": ["enforced_guardrail"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_17.checks},
		"failed": {f.attribute | some f in aws_br_17.findings},
		"is_open": count(aws_br_17.required) > 1,
		"applies": count([1 | aws_br_17.applies]) > 0,
	} with input as case.input
}
