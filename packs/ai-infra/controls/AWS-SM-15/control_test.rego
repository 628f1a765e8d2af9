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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_15.findings} with input as _bad
	said == {["AWS-SM-15", "data_quality_job_output_config.kms_key_id", "a value", "aws_sagemaker_data_quality_job_definition.example: data_quality_job_output_config.kms_key_id must be a value, but is absent. Name output and volume keys, and switch traffic encryption and network isolation on."], ["AWS-SM-15", "job_resources.cluster_config.volume_kms_key_id", "a value", "aws_sagemaker_data_quality_job_definition.example: job_resources.cluster_config.volume_kms_key_id must be a value, but is absent. Name output and volume keys, and switch traffic encryption and network isolation on."], ["AWS-SM-15", "network_config.enable_inter_container_traffic_encryption", "one of true", "aws_sagemaker_data_quality_job_definition.example: network_config.enable_inter_container_traffic_encryption must be one of true, but is absent. Name output and volume keys, and switch traffic encryption and network isolation on."], ["AWS-SM-15", "network_config.enable_network_isolation", "one of true", "aws_sagemaker_data_quality_job_definition.example: network_config.enable_network_isolation must be one of true, but is false. Name output and volume keys, and switch traffic encryption and network isolation on."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model_quality_job_definition.second", "type": "aws_sagemaker_model_quality_job_definition", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["job_resources.cluster_config.volume_kms_key_id fail", "model_quality_job_output_config.kms_key_id fail", "network_config.enable_inter_container_traffic_encryption fail", "network_config.enable_network_isolation fail"], "failed": ["job_resources.cluster_config.volume_kms_key_id", "model_quality_job_output_config.kms_key_id", "network_config.enable_inter_container_traffic_encryption", "network_config.enable_network_isolation"], "is_open": false, "applies": true},
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model_explainability_job_definition.second", "type": "aws_sagemaker_model_explainability_job_definition", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["job_resources.cluster_config.volume_kms_key_id fail", "model_explainability_job_output_config.kms_key_id fail", "network_config.enable_inter_container_traffic_encryption fail", "network_config.enable_network_isolation fail"], "failed": ["job_resources.cluster_config.volume_kms_key_id", "model_explainability_job_output_config.kms_key_id", "network_config.enable_inter_container_traffic_encryption", "network_config.enable_network_isolation"], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 0:data_quality_job_output_config.kms_key_id>model_bias_job_output_config.kms_key_id", "input": {"infra": {"resources": [{"address": "aws_sagemaker_data_quality_job_definition.example", "at": {"data_quality_job_output_config": {"blocks": [{"kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "job_resources": {"blocks": [{"cluster_config": [{"volume_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}]}, "job_resources.cluster_config": {"blocks": [{"volume_kms_key_id": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "job_resources.cluster_config.volume_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "network_config": {"blocks": [{"enable_inter_container_traffic_encryption": true, "enable_network_isolation": true}]}, "network_config.enable_inter_container_traffic_encryption": {"values": [true]}, "network_config.enable_network_isolation": {"values": [true]}, "model_bias_job_output_config.kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_model_bias_job_definition", "unknown": {}}]}}, "results": ["job_resources.cluster_config.volume_kms_key_id pass", "model_bias_job_output_config.kms_key_id pass", "network_config.enable_inter_container_traffic_encryption pass", "network_config.enable_network_isolation pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:network_config", "input": {"infra": {"resources": [{"address": "aws_sagemaker_data_quality_job_definition.example", "at": {"network_config.enable_network_isolation": {"values": [false]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_processing_job", "unknown": {"network_config": {"reason": "known after apply", "present": true}}}]}}, "results": ["network_config.enable_inter_container_traffic_encryption unknown", "network_config.enable_network_isolation fail", "processing_output_config.kms_key_id fail", "processing_resources.cluster_config.volume_kms_key_id fail"], "failed": ["network_config.enable_network_isolation", "processing_output_config.kms_key_id", "processing_resources.cluster_config.volume_kms_key_id"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_15.checks},
		"failed": {f.attribute | some f in aws_sm_15.findings},
		"is_open": count(aws_sm_15.required) > 1,
		"applies": count([1 | aws_sm_15.applies]) > 0,
	} with input as case.input
}
