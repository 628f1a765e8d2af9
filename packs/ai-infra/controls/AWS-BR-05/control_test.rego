package bylaw.controls.aws_br_05_test

import data.bylaw.controls.aws_br_05

_good := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"sensitive_information_policy_config": {"blocks": [{"pii_entities_config": [{"type": "EMAIL", "action": "ANONYMIZE"}]}]}, "sensitive_information_policy_config.pii_entities_config": {"blocks": [{"type": "EMAIL", "action": "ANONYMIZE"}]}, "sensitive_information_policy_config.pii_entities_config.type": {"values": ["EMAIL"]}, "sensitive_information_policy_config.pii_entities_config.action": {"values": ["ANONYMIZE"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"sensitive_information_policy_config": {"blocks": [{"pii_entities_config": [{"type": "EMAIL", "action": "NONE"}]}]}, "sensitive_information_policy_config.pii_entities_config": {"blocks": [{"type": "EMAIL", "action": "NONE"}]}, "sensitive_information_policy_config.pii_entities_config.type": {"values": ["EMAIL"]}, "sensitive_information_policy_config.pii_entities_config.action": {"values": ["NONE"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_05.checks} with input as _good
	results == {"pass"}
	count(aws_br_05.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_05.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_05.applies with input as {}
	"infra.resources" in aws_br_05.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_05.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_05.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_05.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_05.findings} with input as _bad
	said == {["AWS-BR-05", "sensitive_information_policy_config.pii_entities_config", "entities with action BLOCK or ANONYMIZE", "aws_bedrock_guardrail.example: sensitive_information_policy_config.pii_entities_config must be entities with action BLOCK or ANONYMIZE, but is a block. List the kinds of personal data and block or anonymize them."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"sensitive_information_policy_config": {"blocks": [{"pii_entities_config": [{"action": "NONE", "type": "EMAIL"}]}]}, "sensitive_information_policy_config.pii_entities_config": {"blocks": [{"action": "NONE", "type": "EMAIL"}]}, "sensitive_information_policy_config.pii_entities_config.action": {"values": ["NONE"]}, "sensitive_information_policy_config.pii_entities_config.type": {"values": ["EMAIL"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}, {"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["sensitive_information_policy_config.pii_entities_config fail", "sensitive_information_policy_config.pii_entities_config unknown"], "failed": ["sensitive_information_policy_config.pii_entities_config"], "is_open": false, "applies": true},
	{"case": "bad example, another text: 0/at/sensitive_information_policy_config.pii_entities_config/blocks/0/action", "input": {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "at": {"sensitive_information_policy_config": {"blocks": [{"pii_entities_config": [{"action": "NONE", "type": "EMAIL"}]}]}, "sensitive_information_policy_config.pii_entities_config": {"blocks": [{"action": "BLOCK", "type": "EMAIL"}]}, "sensitive_information_policy_config.pii_entities_config.action": {"values": ["NONE"]}, "sensitive_information_policy_config.pii_entities_config.type": {"values": ["EMAIL"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_guardrail", "unknown": {}}]}}, "results": ["sensitive_information_policy_config.pii_entities_config pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_05.checks},
		"failed": {f.attribute | some f in aws_br_05.findings},
		"is_open": count(aws_br_05.required) > 1,
		"applies": count([1 | aws_br_05.applies]) > 0,
	} with input as case.input
}
