package bylaw.controls.aws_br_06_test

import data.bylaw.controls.aws_br_06

_good := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"contextual_grounding_policy_config": {"blocks": [{"filters_config": [{"type": "GROUNDING", "threshold": 0.8}, {"type": "RELEVANCE", "threshold": 0.8}]}]}, "contextual_grounding_policy_config.filters_config": {"blocks": [{"type": "GROUNDING", "threshold": 0.8}, {"type": "RELEVANCE", "threshold": 0.8}]}, "contextual_grounding_policy_config.filters_config.type": {"values": ["GROUNDING", "RELEVANCE"]}, "contextual_grounding_policy_config.filters_config.threshold": {"values": [0.8, 0.8]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.example", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {"contextual_grounding_policy_config": {"blocks": [{"filters_config": [{"type": "GROUNDING", "threshold": 0.2}, {"type": "RELEVANCE", "threshold": 0.8}]}]}, "contextual_grounding_policy_config.filters_config": {"blocks": [{"type": "GROUNDING", "threshold": 0.2}, {"type": "RELEVANCE", "threshold": 0.8}]}, "contextual_grounding_policy_config.filters_config.type": {"values": ["GROUNDING", "RELEVANCE"]}, "contextual_grounding_policy_config.filters_config.threshold": {"values": [0.2, 0.8]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_06.checks} with input as _good
	results == {"pass"}
	count(aws_br_06.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_06.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_06.applies with input as {}
	"infra.resources" in aws_br_06.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_06.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_guardrail.later", "type": "aws_bedrock_guardrail", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_06.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_06.required) > 1 with input as _later
}
