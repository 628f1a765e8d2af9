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
