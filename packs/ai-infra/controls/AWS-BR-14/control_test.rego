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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_14.findings} with input as _bad
	said == {["AWS-BR-14", "policy", "statements without bedrock:* on *", "aws_iam_policy.example: policy must be statements without bedrock:* on *, but is {\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}. Grant single bedrock actions on named resources."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, another text: 0/at/policy/values/0!Statement/0/Action", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy": {"values": ["{\"Statement\": [{\"Action\": \"*\", \"Effect\": \"Allow\", \"Resource\": \"*\"}], \"Version\": \"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role_policy_attachment", "unknown": {}}]}}, "results": ["policy fail"], "failed": ["policy"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:policy>inline_policy.policy", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"inline_policy.policy": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_user_policy_attachment", "unknown": {}}]}}, "results": ["inline_policy.policy fail"], "failed": ["inline_policy.policy"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:policy>inline_policy.policy_document", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"inline_policy.policy_document": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_group_policy_attachment", "unknown": {}}]}}, "results": ["inline_policy.policy_document fail"], "failed": ["inline_policy.policy_document"], "is_open": false, "applies": true},
	{"case": "bad example, another text: 0/at/policy/values/0!Statement/0/Action", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy": {"values": ["{\"Statement\": [{\"Action\": \"Other\", \"Effect\": \"Allow\", \"Resource\": \"*\"}], \"Version\": \"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role", "unknown": {}}]}}, "results": ["policy pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/policy/values/0!Statement/0/Effect", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy": {"values": ["{\"Statement\": [{\"Action\": \"bedrock:*\", \"Resource\": \"*\"}], \"Version\": \"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role", "unknown": {}}]}}, "results": ["policy pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/policy/values/0!Statement/0/Resource", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy": {"values": ["{\"Statement\": [{\"Action\": \"bedrock:*\", \"Effect\": \"Allow\"}], \"Version\": \"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role", "unknown": {}}]}}, "results": ["policy pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:policy>policy_arn", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy_arn": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role", "unknown": {}}]}}, "results": ["policy_arn pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, also written: 0:+managed_policy_arns=/AmazonBedrockFullAccess", "input": {"infra": {"resources": [{"address": "aws_iam_policy.example", "at": {"policy": {"values": ["{\"Statement\":[{\"Action\":\"bedrock:*\",\"Effect\":\"Allow\",\"Resource\":\"*\"}],\"Version\":\"2012-10-17\"}"]}, "managed_policy_arns": {"values": ["/AmazonBedrockFullAccess"]}}, "defaults": {}, "format": "terraform", "type": "aws_iam_role_policy", "unknown": {}}]}}, "results": ["managed_policy_arns fail", "policy fail"], "failed": ["managed_policy_arns", "policy"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_14.checks},
		"failed": {f.attribute | some f in aws_br_14.findings},
		"is_open": count(aws_br_14.required) > 1,
		"applies": count([1 | aws_br_14.applies]) > 0,
	} with input as case.input
}
