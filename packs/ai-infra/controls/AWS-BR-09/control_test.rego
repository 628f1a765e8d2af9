package bylaw.controls.aws_br_09_test

import data.bylaw.controls.aws_br_09

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_data_source.example", "type": "aws_bedrockagent_data_source", "format": "terraform", "at": {"data_deletion_policy": {"values": ["DELETE"]}, "server_side_encryption_configuration": {"blocks": [{"kms_key_arn": "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"}]}, "server_side_encryption_configuration.kms_key_arn": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_data_source.example", "type": "aws_bedrockagent_data_source", "format": "terraform", "at": {"data_deletion_policy": {"values": ["Other"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_09.checks} with input as _good
	results == {"pass"}
	count(aws_br_09.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_09.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_09.applies with input as {}
	"infra.resources" in aws_br_09.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_09.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagent_data_source.later", "type": "aws_bedrockagent_data_source", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_09.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_09.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_09.findings} with input as _bad
	said == {["AWS-BR-09", "data_deletion_policy", "one of DELETE", "aws_bedrockagent_data_source.example: data_deletion_policy must be one of DELETE, but is Other. Name a customer-managed key and set data_deletion_policy to \"DELETE\"."], ["AWS-BR-09", "server_side_encryption_configuration.kms_key_arn", "a value", "aws_bedrockagent_data_source.example: server_side_encryption_configuration.kms_key_arn must be a value, but is absent. Name a customer-managed key and set data_deletion_policy to \"DELETE\"."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/server_side_encryption_configuration", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_data_source.example", "at": {"data_deletion_policy": {"values": ["DELETE"]}, "server_side_encryption_configuration.kms_key_arn": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_data_source", "unknown": {}}]}}, "results": ["data_deletion_policy pass", "server_side_encryption_configuration.kms_key_arn pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, refers to a resource of the plan: 0:data_deletion_policy", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_data_source.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_data_source", "unknown": {"data_deletion_policy": {"reason": "known after apply", "present": true}}}]}}, "results": ["data_deletion_policy unknown", "server_side_encryption_configuration.kms_key_arn fail"], "failed": ["server_side_encryption_configuration.kms_key_arn"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_09.checks},
		"failed": {f.attribute | some f in aws_br_09.findings},
		"is_open": count(aws_br_09.required) > 1,
		"applies": count([1 | aws_br_09.applies]) > 0,
	} with input as case.input
}
