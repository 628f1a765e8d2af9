package bylaw.controls.aws_br_08_test

import data.bylaw.controls.aws_br_08

_good := {"infra": {"resources": [{"address": "aws_bedrock_custom_model.example", "type": "aws_bedrock_custom_model", "format": "terraform", "at": {"custom_model_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "vpc_config": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_custom_model.example", "type": "aws_bedrock_custom_model", "format": "terraform", "at": {"name": {"values": ["x"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_08.checks} with input as _good
	results == {"pass"}
	count(aws_br_08.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_08.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_08.applies with input as {}
	"infra.resources" in aws_br_08.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_08.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_custom_model.later", "type": "aws_bedrock_custom_model", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_08.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_08.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_08.findings} with input as _bad
	said == {["AWS-BR-08", "custom_model_kms_key_id", "a value", "aws_bedrock_custom_model.example: custom_model_kms_key_id must be a value, but is absent. Name a customer-managed key and a VPC configuration for the custom model."], ["AWS-BR-08", "vpc_config", "a value", "aws_bedrock_custom_model.example: vpc_config must be a value, but is absent. Name a customer-managed key and a VPC configuration for the custom model."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, another text: 0/at/custom_model_kms_key_id/values/0", "input": {"infra": {"resources": [{"address": "aws_bedrock_custom_model.example", "at": {"custom_model_kms_key_id": {"values": ["Other"]}, "vpc_config": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_custom_model", "unknown": {}}]}}, "results": ["custom_model_kms_key_id pass", "vpc_config pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrock_custom_model.example", "at": {"name": {"values": ["x"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_custom_model", "unknown": {}}, {"address": "aws_bedrock_custom_model.later", "type": "aws_bedrock_custom_model", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["custom_model_kms_key_id fail", "custom_model_kms_key_id unknown", "vpc_config fail", "vpc_config unknown"], "failed": ["custom_model_kms_key_id", "vpc_config"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_08.checks},
		"failed": {f.attribute | some f in aws_br_08.findings},
		"is_open": count(aws_br_08.required) > 1,
		"applies": count([1 | aws_br_08.applies]) > 0,
	} with input as case.input
}
