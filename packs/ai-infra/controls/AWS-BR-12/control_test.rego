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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_12.findings} with input as _bad
	said == {["AWS-BR-12", "function_schema.member_functions.functions", "functions with require_confirmation ENABLED", "aws_bedrockagent_agent_action_group.example: function_schema.member_functions.functions must be functions with require_confirmation ENABLED, but is a block. Set require_confirmation to ENABLED for every function."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, written elsewhere: 0:function_schema.member_functions.functions>action_groups.function_schema.functions", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent_action_group.example", "at": {"function_schema": {"blocks": [{"member_functions": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}]}, "function_schema.member_functions": {"blocks": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}, "function_schema.member_functions.functions.name": {"values": ["refund"]}, "function_schema.member_functions.functions.require_confirmation": {"values": ["ENABLED"]}, "action_groups.function_schema.functions": {"blocks": [{"name": "refund", "require_confirmation": "ENABLED"}]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}]}}, "results": ["action_groups.function_schema.functions pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 0:function_schema.member_functions.functions>function_schema.functions", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent_action_group.example", "at": {"function_schema": {"blocks": [{"member_functions": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}]}, "function_schema.member_functions": {"blocks": [{"functions": [{"name": "refund", "require_confirmation": "ENABLED"}]}]}, "function_schema.member_functions.functions.name": {"values": ["refund"]}, "function_schema.member_functions.functions.require_confirmation": {"values": ["ENABLED"]}, "function_schema.functions": {"blocks": [{"name": "refund", "require_confirmation": "ENABLED"}]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}]}}, "results": ["function_schema.functions pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:function_schema", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent_action_group.example", "at": {"function_schema.member_functions": {"blocks": [{"functions": [{"name": "refund", "require_confirmation": "DISABLED"}]}]}, "function_schema.member_functions.functions": {"blocks": [{"name": "refund", "require_confirmation": "DISABLED"}]}, "function_schema.member_functions.functions.name": {"values": ["refund"]}, "function_schema.member_functions.functions.require_confirmation": {"values": ["DISABLED"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {"function_schema": {"reason": "known after apply", "present": true}}}]}}, "results": ["function_schema.member_functions.functions unknown"], "failed": [], "is_open": true, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_12.checks},
		"failed": {f.attribute | some f in aws_br_12.findings},
		"is_open": count(aws_br_12.required) > 1,
		"applies": count([1 | aws_br_12.applies]) > 0,
	} with input as case.input
}
