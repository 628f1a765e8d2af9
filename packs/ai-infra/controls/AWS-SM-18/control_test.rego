package bylaw.controls.aws_sm_18_test

import data.bylaw.controls.aws_sm_18

_good := {"infra": {"resources": [{"address": "aws_sagemaker_flow_definition.example", "type": "aws_sagemaker_flow_definition", "format": "terraform", "at": {"output_config": {"blocks": [{"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "output_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_flow_definition.example", "type": "aws_sagemaker_flow_definition", "format": "terraform", "at": {"name": {"values": ["x"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_18.checks} with input as _good
	results == {"pass"}
	count(aws_sm_18.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_18.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_18.applies with input as {}
	"infra.resources" in aws_sm_18.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_18.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_flow_definition.later", "type": "aws_sagemaker_flow_definition", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_18.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_18.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_18.findings} with input as _bad
	said == {["AWS-SM-18", "output_config.kms_key_id", "a value", "aws_sagemaker_flow_definition.example: output_config.kms_key_id must be a value, but is absent. Set output_config.kms_key_id to a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_flow_definition.example", "at": {"name": {"values": ["x"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_flow_definition", "unknown": {}}, {"address": "aws_sagemaker_flow_definition.later", "type": "aws_sagemaker_flow_definition", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["output_config.kms_key_id fail", "output_config.kms_key_id unknown"], "failed": ["output_config.kms_key_id"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:name>output_config.kms_key_id", "input": {"infra": {"resources": [{"address": "aws_sagemaker_flow_definition.example", "at": {"output_config.kms_key_id": {"values": ["x"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_flow_definition", "unknown": {}}]}}, "results": ["output_config.kms_key_id pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_18.checks},
		"failed": {f.attribute | some f in aws_sm_18.findings},
		"is_open": count(aws_sm_18.required) > 1,
		"applies": count([1 | aws_sm_18.applies]) > 0,
	} with input as case.input
}
