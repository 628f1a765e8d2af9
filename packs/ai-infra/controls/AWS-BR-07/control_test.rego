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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_07.findings} with input as _bad
	said == {["AWS-BR-07", "logging_config.text_data_delivery_enabled", "none of false", "aws_bedrock_model_invocation_logging_configuration.example: logging_config.text_data_delivery_enabled must be none of false, but is false. Configure model invocation logging with a destination and text delivery."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, beside another resource: +aws_bedrockagent_agent", "input": {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "at": {"logging_config": {"blocks": [{"s3_config": [{"bucket_name": "audit"}], "text_data_delivery_enabled": true}]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.s3_config.bucket_name": {"values": ["audit"]}, "logging_config.text_data_delivery_enabled": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_model_invocation_logging_configuration", "unknown": {}}, {"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["logging_config.s3_config.bucket_name pass", "logging_config.text_data_delivery_enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["model_invocation_logging fail"], "failed": ["model_invocation_logging"], "is_open": false, "applies": true},
	{"case": "good example, written elsewhere: 0:logging_config.text_data_delivery_enabled>logging_config.cloudwatch_config.log_group_name", "input": {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "at": {"logging_config": {"blocks": [{"s3_config": [{"bucket_name": "audit"}], "text_data_delivery_enabled": true}]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.s3_config.bucket_name": {"values": ["audit"]}, "logging_config.cloudwatch_config.log_group_name": {"values": [true]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_model_invocation_logging_configuration", "unknown": {}}]}}, "results": ["logging_config.cloudwatch_config.log_group_name pass", "logging_config.text_data_delivery_enabled pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, of another source: 0:cloudformation", "input": {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "at": {"logging_config": {"blocks": [{"s3_config": [{"bucket_name": "audit"}], "text_data_delivery_enabled": true}]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.s3_config.bucket_name": {"values": ["audit"]}, "logging_config.text_data_delivery_enabled": {"values": [true]}}, "defaults": {}, "format": "cloudformation", "type": "aws_bedrockagent_agent", "unknown": {}}]}}, "results": [], "failed": [], "is_open": false, "applies": false},
	{"case": "bad example, known after apply: 0:logging_config.s3_config.bucket_name", "input": {"infra": {"resources": [{"address": "aws_bedrock_model_invocation_logging_configuration.example", "at": {"logging_config": {"blocks": [{"s3_config": [{"bucket_name": "audit"}], "text_data_delivery_enabled": false}]}, "logging_config.s3_config": {"blocks": [{"bucket_name": "audit"}]}, "logging_config.text_data_delivery_enabled": {"values": [false]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrock_model_invocation_logging_configuration", "unknown": {"logging_config.s3_config.bucket_name": {"reason": "known after apply", "present": false}}}]}}, "results": ["logging_config.s3_config.bucket_name unknown", "logging_config.text_data_delivery_enabled fail"], "failed": ["logging_config.text_data_delivery_enabled"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_07.checks},
		"failed": {f.attribute | some f in aws_br_07.findings},
		"is_open": count(aws_br_07.required) > 1,
		"applies": count([1 | aws_br_07.applies]) > 0,
	} with input as case.input
}
