package bylaw.controls.aws_br_13_test

import data.bylaw.controls.aws_br_13

_good := {"params": {"approved_models": ["anthropic.claude-v1"]}, "infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

_bad := {"params": {"approved_models": ["other.model"]}, "infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_13.checks} with input as _good
	results == {"pass"}
	count(aws_br_13.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_13.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_13.applies with input as {}
	"infra.resources" in aws_br_13.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_13.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_13.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_13.required) > 1 with input as _later
}
