package bylaw.controls.aws_sm_12_test

import data.bylaw.controls.aws_sm_12

_good := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {"data_capture_config": {"blocks": [{"enable_capture": true, "initial_sampling_percentage": 100, "kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "data_capture_config.enable_capture": {"values": [true]}, "data_capture_config.initial_sampling_percentage": {"values": [100]}, "data_capture_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {"data_capture_config": {"blocks": [{"enable_capture": false, "initial_sampling_percentage": 99}]}, "data_capture_config.enable_capture": {"values": [false]}, "data_capture_config.initial_sampling_percentage": {"values": [99]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_12.checks} with input as _good
	results == {"pass"}
	count(aws_sm_12.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_12.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_12.applies with input as {}
	"infra.resources" in aws_sm_12.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_12.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.later", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_12.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_12.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_12.findings} with input as _bad
	said == {["AWS-SM-12", "data_capture_config.enable_capture", "one of true", "aws_sagemaker_endpoint_configuration.example: data_capture_config.enable_capture must be one of true, but is false. Enable data capture at 100 percent with a customer-managed key."], ["AWS-SM-12", "data_capture_config.initial_sampling_percentage", "at least 100", "aws_sagemaker_endpoint_configuration.example: data_capture_config.initial_sampling_percentage must be at least 100, but is 99. Enable data capture at 100 percent with a customer-managed key."], ["AWS-SM-12", "data_capture_config.kms_key_id", "a value", "aws_sagemaker_endpoint_configuration.example: data_capture_config.kms_key_id must be a value, but is absent. Enable data capture at 100 percent with a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.second", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["data_capture_config.enable_capture fail", "data_capture_config.initial_sampling_percentage fail", "data_capture_config.kms_key_id fail"], "failed": ["data_capture_config.enable_capture", "data_capture_config.initial_sampling_percentage", "data_capture_config.kms_key_id"], "is_open": false, "applies": true},
	{"case": "good example, without: 0/at/data_capture_config", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "at": {"data_capture_config.enable_capture": {"values": [true]}, "data_capture_config.initial_sampling_percentage": {"values": [100]}, "data_capture_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint_configuration", "unknown": {}}]}}, "results": ["data_capture_config.enable_capture pass", "data_capture_config.initial_sampling_percentage pass", "data_capture_config.kms_key_id pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:data_capture_config", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "at": {"data_capture_config.enable_capture": {"values": [false]}, "data_capture_config.initial_sampling_percentage": {"values": [99]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint_configuration", "unknown": {"data_capture_config": {"reason": "known after apply", "present": true}}}]}}, "results": ["data_capture_config.enable_capture fail", "data_capture_config.initial_sampling_percentage fail", "data_capture_config.kms_key_id unknown"], "failed": ["data_capture_config.enable_capture", "data_capture_config.initial_sampling_percentage"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_12.checks},
		"failed": {f.attribute | some f in aws_sm_12.findings},
		"is_open": count(aws_sm_12.required) > 1,
		"applies": count([1 | aws_sm_12.applies]) > 0,
	} with input as case.input
}
