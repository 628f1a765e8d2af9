package bylaw.controls.aws_br_10_test

import data.bylaw.controls.aws_br_10

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "type": "aws_bedrockagent_flow", "format": "terraform", "at": {"definition": {"blocks": [{"node": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}]}]}, "definition.node": {"blocks": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}, "definition.node.configuration": {"blocks": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}, "definition.node.configuration.prompt.guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123"}]}, "definition.node.configuration.prompt.guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "type": "aws_bedrockagent_flow", "format": "terraform", "at": {"definition": {"blocks": [{"node": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}]}]}, "definition.node": {"blocks": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}, "definition.node.configuration": {"blocks": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"source_configuration": [{"mode": "x"}]}]}, "definition.node.configuration.prompt.source_configuration": {"blocks": [{"mode": "x"}]}, "definition.node.configuration.prompt.source_configuration.mode": {"values": ["x"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_10.checks} with input as _good
	results == {"pass"}
	count(aws_br_10.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_10.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_10.applies with input as {}
	"infra.resources" in aws_br_10.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_10.applies with input as {"infra": {"resources": []}}
}
