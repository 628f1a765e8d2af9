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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_14.findings} with input as _bad
	said == {["AWS-SM-14", "offline_store_config.s3_storage_config.kms_key_id", "a value", "aws_sagemaker_feature_group.example: offline_store_config.s3_storage_config.kms_key_id must be a value, but is absent. Name a customer-managed key for each store of the feature group."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, beside another resource: +aws_sagemaker_feature_group", "input": {"infra": {"resources": [{"address": "aws_sagemaker_feature_group.example", "at": {"offline_store_config": {"blocks": [{"s3_storage_config": [{"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "s3_uri": "s3://features"}]}]}, "offline_store_config.s3_storage_config": {"blocks": [{"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab", "s3_uri": "s3://features"}]}, "offline_store_config.s3_storage_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "offline_store_config.s3_storage_config.s3_uri": {"values": ["s3://features"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_feature_group", "unknown": {}}, {"address": "aws_sagemaker_feature_group.second", "type": "aws_sagemaker_feature_group", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["offline_store_config.s3_storage_config.kms_key_id pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:offline_store_config.s3_storage_config", "input": {"infra": {"resources": [{"address": "aws_sagemaker_feature_group.example", "at": {"offline_store_config": {"blocks": [{"s3_storage_config": [{"s3_uri": "s3://features"}]}]}, "offline_store_config.s3_storage_config.s3_uri": {"values": ["s3://features"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_feature_group", "unknown": {"offline_store_config.s3_storage_config": {"reason": "known after apply", "present": true}}}]}}, "results": ["offline_store_config.s3_storage_config.kms_key_id unknown"], "failed": [], "is_open": true, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_14.checks},
		"failed": {f.attribute | some f in aws_sm_14.findings},
		"is_open": count(aws_sm_14.required) > 1,
		"applies": count([1 | aws_sm_14.applies]) > 0,
	} with input as case.input
}
