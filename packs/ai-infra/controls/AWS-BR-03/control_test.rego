package bylaw.controls.aws_br_03_test

import data.bylaw.controls.aws_br_03

_good := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"type": "PROMPT_ATTACK", "input_strength": "HIGH", "output_strength": "NONE"}]}]}, "content_policy_config.filters_config": {"blocks": [{"type": "PROMPT_ATTACK", "input_strength": "HIGH", "output_strength": "NONE"}]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}, "content_policy_config.filters_config.input_strength": {"values": ["HIGH"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"type": "PROMPT_ATTACK", "input_strength": "LOW", "output_strength": "NONE"}]}]}, "content_policy_config.filters_config": {"blocks": [{"type": "PROMPT_ATTACK", "input_strength": "LOW", "output_strength": "NONE"}]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}, "content_policy_config.filters_config.input_strength": {"values": ["LOW"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_03.checks} with input as _good
	results == {"pass"}
	count(aws_br_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_03.applies with input as {}
	"infra.resources" in aws_br_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_03.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_03.findings} with input as _bad
	said == {["AWS-BR-03", "content_policy_config.filters_config", "a PROMPT_ATTACK filter with input strength HIGH that blocks", "aws_bedrock_guardrail.example: content_policy_config.filters_config must be a PROMPT_ATTACK filter with input strength HIGH that blocks, but is a block. Add a PROMPT_ATTACK filter with input strength HIGH that blocks."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/content_policy_config", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"content_policy_config.filters_config": {"blocks": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}, "content_policy_config.filters_config.input_strength": {"values": ["HIGH"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}]}}, "results": ["content_policy_config.filters_config pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, without: 0/at/content_policy_config.filters_config/blocks/0/type", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}]}, "content_policy_config.filters_config": {"blocks": [{"input_strength": "HIGH", "output_strength": "NONE"}]}, "content_policy_config.filters_config.input_strength": {"values": ["HIGH"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}]}}, "results": ["content_policy_config.filters_config fail"], "failed": ["content_policy_config.filters_config"], "is_open": false, "applies": true},
	{"case": "good example, with a setting of a block: 0/at/content_policy_config.filters_config/blocks/0/input_action", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}]}, "content_policy_config.filters_config": {"blocks": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK", "input_action": "NONE"}]}, "content_policy_config.filters_config.input_strength": {"values": ["HIGH"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}]}}, "results": ["content_policy_config.filters_config fail"], "failed": ["content_policy_config.filters_config"], "is_open": false, "applies": true},
	{"case": "good example, with a setting of a block: 0/at/content_policy_config.filters_config/blocks/0/input_enabled", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}]}, "content_policy_config.filters_config": {"blocks": [{"input_strength": "HIGH", "output_strength": "NONE", "type": "PROMPT_ATTACK", "input_enabled": false}]}, "content_policy_config.filters_config.input_strength": {"values": ["HIGH"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}]}}, "results": ["content_policy_config.filters_config fail"], "failed": ["content_policy_config.filters_config"], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"content_policy_config": {"blocks": [{"filters_config": [{"input_strength": "LOW", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}]}, "content_policy_config.filters_config": {"blocks": [{"input_strength": "LOW", "output_strength": "NONE", "type": "PROMPT_ATTACK"}]}, "content_policy_config.filters_config.input_strength": {"values": ["LOW"]}, "content_policy_config.filters_config.output_strength": {"values": ["NONE"]}, "content_policy_config.filters_config.type": {"values": ["PROMPT_ATTACK"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}, {"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["content_policy_config.filters_config fail", "content_policy_config.filters_config unknown"], "failed": ["content_policy_config.filters_config"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_03.checks},
		"failed": {f.attribute | some f in aws_br_03.findings},
		"is_open": count(aws_br_03.required) > 1,
		"applies": count([1 | aws_br_03.applies]) > 0,
	} with input as case.input
}
