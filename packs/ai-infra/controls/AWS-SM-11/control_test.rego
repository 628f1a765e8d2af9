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
