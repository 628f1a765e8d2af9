package bylaw.controls.aws_sm_14_test

import data.bylaw.controls.aws_sm_14

_good := {"infra": {"resources": [{"address": "aws_sagemaker_feature_group.example", "type": "aws_sagemaker_feature_group", "format": "terraform", "at": {"offline_store_config": {"blocks": [{"s3_storage_config": [{"s3_uri": "s3://features", "kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}]}, "offline_store_config.s3_storage_config": {"blocks": [{"s3_uri": "s3://features", "kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "offline_store_config.s3_storage_config.s3_uri": {"values": ["s3://features"]}, "offline_store_config.s3_storage_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_feature_group.example", "type": "aws_sagemaker_feature_group", "format": "terraform", "at": {"offline_store_config": {"blocks": [{"s3_storage_config": [{"s3_uri": "s3://features"}]}]}, "offline_store_config.s3_storage_config": {"blocks": [{"s3_uri": "s3://features"}]}, "offline_store_config.s3_storage_config.s3_uri": {"values": ["s3://features"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_14.checks} with input as _good
	results == {"pass"}
	count(aws_sm_14.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_14.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_14.applies with input as {}
	"infra.resources" in aws_sm_14.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_14.applies with input as {"infra": {"resources": []}}
}
