package bylaw.controls.aws_ac_04_test

import data.bylaw.controls.aws_ac_04

_good := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {"exception_level": {"values": ["CUSTOM"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {"exception_level": {"values": ["DEBUG"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_04.checks} with input as _good
	results == {"pass"}
	count(aws_ac_04.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_04.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_04.applies with input as {}
	"infra.resources" in aws_ac_04.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_04.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.later", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_04.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_04.required) > 1 with input as _later
}
