package bylaw.controls.aws_br_16_test

import data.bylaw.controls.aws_br_16

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"agent_name": {"values": ["a"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}, {"address": "aws_vpc_endpoint.example", "type": "aws_vpc_endpoint", "format": "terraform", "at": {"service_name": {"values": ["com.amazonaws.eu-west-1.bedrock-runtime"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"agent_name": {"values": ["a"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}, {"address": "aws_vpc.example", "type": "aws_vpc", "format": "terraform", "at": {"cidr_block": {"values": ["10.0.0.0/16"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_16.checks} with input as _good
	results == {"pass"}
	count(aws_br_16.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_16.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_16.applies with input as {}
	"infra.resources" in aws_br_16.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_16.applies with input as {"infra": {"resources": []}}
}
