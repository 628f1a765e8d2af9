package bylaw.controls.aws_sm_11_test

import data.bylaw.controls.aws_sm_11

_good := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {"kms_key_arn": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "production_variants": {"blocks": [{"variant_name": "v1", "initial_instance_count": 2, "instance_type": "ml.m5.large"}]}, "production_variants.variant_name": {"values": ["v1"]}, "production_variants.initial_instance_count": {"values": [2]}, "production_variants.instance_type": {"values": ["ml.m5.large"]}}, "unknown": {}, "defaults": {"data_capture_config.enable_capture": false}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {"production_variants": {"blocks": [{"variant_name": "v1", "initial_instance_count": 2, "instance_type": "ml.m5.large"}]}, "production_variants.variant_name": {"values": ["v1"]}, "production_variants.initial_instance_count": {"values": [2]}, "production_variants.instance_type": {"values": ["ml.m5.large"]}}, "unknown": {}, "defaults": {"data_capture_config.enable_capture": false}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_11.checks} with input as _good
	results == {"pass"}
	count(aws_sm_11.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_11.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_11.applies with input as {}
	"infra.resources" in aws_sm_11.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_11.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.later", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_11.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_11.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_11.findings} with input as _bad
	said == {["AWS-SM-11", "kms_key_arn", "a value", "aws_sagemaker_endpoint_configuration.example: kms_key_arn must be a value, but is absent. Set kms_key_arn to a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "at": {"production_variants": {"blocks": [{"initial_instance_count": 2, "instance_type": "ml.m5.large", "variant_name": "v1"}]}, "production_variants.initial_instance_count": {"values": [2]}, "production_variants.instance_type": {"values": ["ml.m5.large"]}, "production_variants.variant_name": {"values": ["v1"]}}, "defaults": {"data_capture_config.enable_capture": false}, "format": "terraform", "type": "aws_sagemaker_endpoint_configuration", "unknown": {}}, {"address": "aws_sagemaker_endpoint_configuration.later", "type": "aws_sagemaker_endpoint_configuration", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["kms_key_arn fail", "kms_key_arn unknown"], "failed": ["kms_key_arn"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:production_variants.initial_instance_count>kms_key_arn", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint_configuration.example", "at": {"production_variants": {"blocks": [{"initial_instance_count": 2, "instance_type": "ml.m5.large", "variant_name": "v1"}]}, "production_variants.instance_type": {"values": ["ml.m5.large"]}, "production_variants.variant_name": {"values": ["v1"]}, "kms_key_arn": {"values": [2]}}, "defaults": {"data_capture_config.enable_capture": false}, "format": "terraform", "type": "aws_sagemaker_endpoint_configuration", "unknown": {}}]}}, "results": ["kms_key_arn pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_11.checks},
		"failed": {f.attribute | some f in aws_sm_11.findings},
		"is_open": count(aws_sm_11.required) > 1,
		"applies": count([1 | aws_sm_11.applies]) > 0,
	} with input as case.input
}
