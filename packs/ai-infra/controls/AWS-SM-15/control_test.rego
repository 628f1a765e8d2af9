package bylaw.controls.aws_sm_15_test

import data.bylaw.controls.aws_sm_15

_good := {"infra": {"resources": [{"address": "aws_sagemaker_data_quality_job_definition.example", "type": "aws_sagemaker_data_quality_job_definition", "format": "terraform", "at": {"data_quality_job_output_config": {"blocks": [{"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "data_quality_job_output_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "job_resources": {"blocks": [{"cluster_config": [{"volume_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}]}, "job_resources.cluster_config": {"blocks": [{"volume_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "job_resources.cluster_config.volume_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "network_config": {"blocks": [{"enable_inter_container_traffic_encryption": true, "enable_network_isolation": true}]}, "network_config.enable_inter_container_traffic_encryption": {"values": [true]}, "network_config.enable_network_isolation": {"values": [true]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_data_quality_job_definition.example", "type": "aws_sagemaker_data_quality_job_definition", "format": "terraform", "at": {"network_config": {"blocks": [{"enable_network_isolation": false}]}, "network_config.enable_network_isolation": {"values": [false]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_15.checks} with input as _good
	results == {"pass"}
	count(aws_sm_15.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_15.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_15.applies with input as {}
	"infra.resources" in aws_sm_15.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_15.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_data_quality_job_definition.later", "type": "aws_sagemaker_data_quality_job_definition", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_15.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_15.required) > 1 with input as _later
}
