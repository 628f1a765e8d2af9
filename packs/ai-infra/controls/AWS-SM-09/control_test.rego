package bylaw.controls.aws_sm_09_test

import data.bylaw.controls.aws_sm_09

_good := {"infra": {"resources": [{"address": "aws_sagemaker_model.example", "type": "aws_sagemaker_model", "format": "terraform", "at": {"vpc_config": {"blocks": [{"subnets": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "security_group_ids": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "vpc_config.subnets": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "vpc_config.security_group_ids": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {"enable_network_isolation": false, "primary_container.image_config.repository_access_mode": "Platform"}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_model.example", "type": "aws_sagemaker_model", "format": "terraform", "at": {"name": {"values": ["x"]}}, "unknown": {}, "defaults": {"enable_network_isolation": false, "primary_container.image_config.repository_access_mode": "Platform"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_09.checks} with input as _good
	results == {"pass"}
	count(aws_sm_09.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_09.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_09.applies with input as {}
	"infra.resources" in aws_sm_09.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_09.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_model.later", "type": "aws_sagemaker_model", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_09.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_09.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_09.findings} with input as _bad
	said == {["AWS-SM-09", "vpc_config.security_group_ids", "a value", "aws_sagemaker_model.example: vpc_config.security_group_ids must be a value, but is absent. Give the model a vpc_config with subnets and security groups."], ["AWS-SM-09", "vpc_config.subnets", "a value", "aws_sagemaker_model.example: vpc_config.subnets must be a value, but is absent. Give the model a vpc_config with subnets and security groups."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/vpc_config", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model.example", "at": {"vpc_config.security_group_ids": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "vpc_config.subnets": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {"enable_network_isolation": false, "primary_container.image_config.repository_access_mode": "Platform"}, "format": "terraform", "type": "aws_sagemaker_model", "unknown": {}}]}}, "results": ["vpc_config.security_group_ids pass", "vpc_config.subnets pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model.example", "at": {"name": {"values": ["x"]}}, "defaults": {"enable_network_isolation": false, "primary_container.image_config.repository_access_mode": "Platform"}, "format": "terraform", "type": "aws_sagemaker_model", "unknown": {}}, {"address": "aws_sagemaker_model.later", "type": "aws_sagemaker_model", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["vpc_config.security_group_ids fail", "vpc_config.security_group_ids unknown", "vpc_config.subnets fail", "vpc_config.subnets unknown"], "failed": ["vpc_config.security_group_ids", "vpc_config.subnets"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_09.checks},
		"failed": {f.attribute | some f in aws_sm_09.findings},
		"is_open": count(aws_sm_09.required) > 1,
		"applies": count([1 | aws_sm_09.applies]) > 0,
	} with input as case.input
}
