package bylaw.controls.aws_sm_17_test

import data.bylaw.controls.aws_sm_17

_good := {"infra": {"resources": [{"address": "aws_sagemaker_model_package.example", "type": "aws_sagemaker_model_package", "format": "terraform", "at": {"model_approval_status": {"values": ["Approved"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_model_package.example", "type": "aws_sagemaker_model_package", "format": "terraform", "at": {"model_approval_status": {"values": ["PendingManualApproval"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_17.checks} with input as _good
	results == {"pass"}
	count(aws_sm_17.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_17.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_17.applies with input as {}
	"infra.resources" in aws_sm_17.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_17.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_model_package.later", "type": "aws_sagemaker_model_package", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_17.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_17.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_17.findings} with input as _bad
	said == {["AWS-SM-17", "model_approval_status", "one of Approved", "aws_sagemaker_model_package.example: model_approval_status must be one of Approved, but is PendingManualApproval. Approve the model package or the model card before an endpoint uses it."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, written elsewhere: 0:model_approval_status>model_card_status", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model_package.example", "at": {"model_card_status": {"values": ["Approved"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_model_card", "unknown": {}}]}}, "results": ["model_card_status pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +aws_sagemaker_model_card", "input": {"infra": {"resources": [{"address": "aws_sagemaker_model_package.example", "at": {"model_approval_status": {"values": ["PendingManualApproval"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_model_package", "unknown": {}}, {"address": "aws_sagemaker_model_card.second", "type": "aws_sagemaker_model_card", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["model_approval_status fail", "model_card_status unknown"], "failed": ["model_approval_status"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_17.checks},
		"failed": {f.attribute | some f in aws_sm_17.findings},
		"is_open": count(aws_sm_17.required) > 1,
		"applies": count([1 | aws_sm_17.applies]) > 0,
	} with input as case.input
}
