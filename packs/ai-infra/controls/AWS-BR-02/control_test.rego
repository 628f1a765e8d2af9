package bylaw.controls.aws_br_02_test

import data.bylaw.controls.aws_br_02

_good := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"kms_key_arn": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"name": {"values": ["g"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_02.checks} with input as _good
	results == {"pass"}
	count(aws_br_02.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_02.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_02.applies with input as {}
	"infra.resources" in aws_br_02.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_02.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_02.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_02.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_02.findings} with input as _bad
	said == {["AWS-BR-02", "kms_key_arn", "a value", "aws_bedrock_guardrail.example: kms_key_arn must be a value, but is absent. Name a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, beside another resource: +aws_bedrockagent_agent", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"name": {"values": ["g"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}, {"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["customer_encryption_key_arn unknown", "kms_key_arn fail"], "failed": ["kms_key_arn"], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/name", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_prompt", "unknown": {}}]}}, "results": ["customer_encryption_key_arn fail"], "failed": ["customer_encryption_key_arn"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:name>customer_encryption_key_arn", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"customer_encryption_key_arn": {"values": ["g"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_flow", "unknown": {}}]}}, "results": ["customer_encryption_key_arn pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_02.checks},
		"failed": {f.attribute | some f in aws_br_02.findings},
		"is_open": count(aws_br_02.required) > 1,
		"applies": count([1 | aws_br_02.applies]) > 0,
	} with input as case.input
}
