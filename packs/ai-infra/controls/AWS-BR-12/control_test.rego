package bylaw.controls.aws_br_12_test

import data.bylaw.controls.aws_br_12

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_agent_action_group.example", "type": "aws_bedrockagent_agent_action_group", "format": "terraform", "at": {"function_schema": {"blocks": [{"member_functions": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}]}, "function_schema.member_functions": {"blocks": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}, "function_schema.member_functions.functions": {"blocks": [{"name": "refund", "require_confirmation": "ENABLED"}]}, "function_schema.member_functions.functions.name": {"values": ["refund"]}, "function_schema.member_functions.functions.require_confirmation": {"values": ["ENABLED"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_agent_action_group.example", "type": "aws_bedrockagent_agent_action_group", "format": "terraform", "at": {"function_schema": {"blocks": [{"member_functions": [{"functions": [{"name": "refund", "require_confirmation": "DISABLED"}]}]}]}, "function_schema.member_functions": {"blocks": [{"functions": [{"name": "refund", "require_confirmation": "DISABLED"}]}]}, "function_schema.member_functions.functions": {"blocks": [{"name": "refund", "require_confirmation": "DISABLED"}]}, "function_schema.member_functions.functions.name": {"values": ["refund"]}, "function_schema.member_functions.functions.require_confirmation": {"values": ["DISABLED"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_12.checks} with input as _good
	results == {"pass"}
	count(aws_br_12.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_12.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_12.applies with input as {}
	"infra.resources" in aws_br_12.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_12.applies with input as {"infra": {"resources": []}}
}
