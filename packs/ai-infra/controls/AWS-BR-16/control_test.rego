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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_16.findings} with input as _bad
	said == {["AWS-BR-16", "vpc_endpoint", "reached through an interface endpoint for bedrock-runtime", "aws_bedrockagent_agent.example: vpc_endpoint must be reached through an interface endpoint for bedrock-runtime, but is absent. Add an interface endpoint for bedrock-runtime to the VPC."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": [], "failed": [], "is_open": false, "applies": false},
	{"case": "good example, without: 0/defaults/idle_session_ttl_in_seconds", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_vpc_endpoint.example", "at": {"service_name": {"values": ["com.amazonaws.eu-west-1.bedrock-runtime"]}}, "defaults": {}, "format": "terraform", "type": "aws_vpc_endpoint", "unknown": {}}]}}, "results": ["vpc_endpoint pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, another text: 1/at/service_name/values/0", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagentcore_agent_runtime", "unknown": {}}, {"address": "aws_vpc_endpoint.example", "at": {"service_name": {"values": [""]}}, "defaults": {}, "format": "terraform", "type": "aws_vpc_endpoint", "unknown": {}}]}}, "results": ["vpc_endpoint fail"], "failed": ["vpc_endpoint"], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_vpc.example", "at": {"cidr_block": {"values": ["10.0.0.0/16"]}}, "defaults": {}, "format": "terraform", "type": "aws_vpc", "unknown": {}}, {"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["vpc_endpoint fail", "vpc_endpoint unknown"], "failed": ["vpc_endpoint"], "is_open": false, "applies": true},
	{"case": "bad example, without: 1/at/cidr_block", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_vpc.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_subnet", "unknown": {}}]}}, "results": ["vpc_endpoint fail"], "failed": ["vpc_endpoint"], "is_open": false, "applies": true},
	{"case": "bad example, without: 1/at/cidr_block", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_vpc.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_ec2_vpc", "unknown": {}}]}}, "results": ["vpc_endpoint fail"], "failed": ["vpc_endpoint"], "is_open": false, "applies": true},
	{"case": "bad example, without: 1/at/cidr_block", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"agent_name": {"values": ["a"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_vpc.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_ec2_subnet", "unknown": {}}]}}, "results": ["vpc_endpoint fail"], "failed": ["vpc_endpoint"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_16.checks},
		"failed": {f.attribute | some f in aws_br_16.findings},
		"is_open": count(aws_br_16.required) > 1,
		"applies": count([1 | aws_br_16.applies]) > 0,
	} with input as case.input
}
