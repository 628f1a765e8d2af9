package bylaw.controls.aws_br_14_test

import data.bylaw.controls.aws_br_14

_good := {"infra": {"resources": [{"address": "aws_iam_policy.example", "type": "aws_iam_policy", "format": "terraform", "at": {"policy": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:InvokeModel\",\"Effect\":\"Allow\",\"Resource\":\"arn:aws:bedrock:*::foundation-model/m\"}],\"Version\":\"2012-10-17\"}"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_iam_policy.example", "type": "aws_iam_policy", "format": "terraform", "at": {"policy": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_14.checks} with input as _good
	results == {"pass"}
	count(aws_br_14.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_14.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_14.applies with input as {}
	"infra.resources" in aws_br_14.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_14.applies with input as {"infra": {"resources": []}}
}
