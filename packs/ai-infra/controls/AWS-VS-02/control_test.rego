package bylaw.controls.aws_vs_02_test

import data.bylaw.controls.aws_vs_02

_good := {"infra": {"resources": [{"address": "aws_comprehend_entity_recognizer.example", "type": "aws_comprehend_entity_recognizer", "format": "terraform", "at": {"model_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}, "volume_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_comprehend_entity_recognizer.example", "type": "aws_comprehend_entity_recognizer", "format": "terraform", "at": {"name": {"values": ["x"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_vs_02.checks} with input as _good
	results == {"pass"}
	count(aws_vs_02.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_vs_02.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_vs_02.applies with input as {}
	"infra.resources" in aws_vs_02.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_vs_02.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_comprehend_entity_recognizer.later", "type": "aws_comprehend_entity_recognizer", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_vs_02.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_vs_02.required) > 1 with input as _later
}
