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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_vs_02.findings} with input as _bad
	said == {["AWS-VS-02", "model_kms_key_id", "a value", "aws_comprehend_entity_recognizer.example: model_kms_key_id must be a value, but is absent. Name customer-managed keys for the model and its volume."], ["AWS-VS-02", "volume_kms_key_id", "a value", "aws_comprehend_entity_recognizer.example: volume_kms_key_id must be a value, but is absent. Name customer-managed keys for the model and its volume."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, another text: 0/at/model_kms_key_id/values/0", "input": {"infra": {"resources": [{"address": "aws_comprehend_entity_recognizer.example", "at": {"model_kms_key_id": {"values": ["Other"]}, "volume_kms_key_id": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "defaults": {}, "format": "terraform", "type": "aws_comprehend_document_classifier", "unknown": {}}]}}, "results": ["model_kms_key_id pass", "volume_kms_key_id pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_comprehend_entity_recognizer.example", "at": {"name": {"values": ["x"]}}, "defaults": {}, "format": "terraform", "type": "aws_comprehend_entity_recognizer", "unknown": {}}, {"address": "aws_comprehend_entity_recognizer.later", "type": "aws_comprehend_entity_recognizer", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["model_kms_key_id fail", "model_kms_key_id unknown", "volume_kms_key_id fail", "volume_kms_key_id unknown"], "failed": ["model_kms_key_id", "volume_kms_key_id"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_vs_02.checks},
		"failed": {f.attribute | some f in aws_vs_02.findings},
		"is_open": count(aws_vs_02.required) > 1,
		"applies": count([1 | aws_vs_02.applies]) > 0,
	} with input as case.input
}
