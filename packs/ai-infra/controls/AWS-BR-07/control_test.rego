package bylaw.controls.aws_br_07_test

import data.bylaw.controls.aws_br_07

_good := {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "type": "aws_bedrock_model_invocation_logging_configuration", "format": "terraform", "at": {"logging_config": {"blocks": [{"text_data_delivery_enabled": true, "s3_config": [{"bucket_name": "audit"}]}]}, "logging_config.text_data_delivery_enabled": {"values": [true]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.s3_config.bucket_name": {"values": ["audit"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "type": "aws_bedrock_model_invocation_logging_configuration", "format": "terraform", "at": {"logging_config": {"blocks": [{"text_data_delivery_enabled": false, "s3_config": [{"bucket_name": "audit"}]}]}, "logging_config.text_data_delivery_enabled": {"values": [false]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.s3_config.bucket_name": {"values": ["audit"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_07.checks} with input as _good
	results == {"pass"}
	count(aws_br_07.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_07.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_07.applies with input as {}
	"infra.resources" in aws_br_07.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_07.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.later", "type": "aws_bedrock_model_invocation_logging_configuration", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_07.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_07.required) > 1 with input as _later
}
