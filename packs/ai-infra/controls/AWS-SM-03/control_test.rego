package bylaw.controls.aws_sm_03_test

import data.bylaw.controls.aws_sm_03

_good := {"infra": {"resources": [{"address": "aws_sagemaker_notebook_instance.example", "type": "aws_sagemaker_notebook_instance", "format": "terraform", "at": {"root_access": {"values": ["Disabled"]}}, "unknown": {}, "defaults": {"direct_internet_access": "Enabled", "instance_metadata_service_configuration.minimum_instance_metadata_service_version": "1"}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_notebook_instance.example", "type": "aws_sagemaker_notebook_instance", "format": "terraform", "at": {"root_access": {"values": ["Other"]}}, "unknown": {}, "defaults": {"direct_internet_access": "Enabled", "instance_metadata_service_configuration.minimum_instance_metadata_service_version": "1"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_03.checks} with input as _good
	results == {"pass"}
	count(aws_sm_03.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_03.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_03.applies with input as {}
	"infra.resources" in aws_sm_03.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_03.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_notebook_instance.later", "type": "aws_sagemaker_notebook_instance", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_03.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_03.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_03.findings} with input as _bad
	said == {["AWS-SM-03", "root_access", "one of Disabled", "aws_sagemaker_notebook_instance.example: root_access must be one of Disabled, but is Other. Set root_access to \"Disabled\"."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/defaults/instance_metadata_service_configuration.minimum_instance_metadata_service_version", "input": {"infra": {"resources": [{"address": "aws_sagemaker_notebook_instance.example", "at": {"root_access": {"values": ["Disabled"]}}, "defaults": {"direct_internet_access": "Enabled"}, "format": "terraform", "type": "aws_sagemaker_notebook_instance", "unknown": {}}]}}, "results": ["root_access pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_notebook_instance.example", "at": {"root_access": {"values": ["Other"]}}, "defaults": {"direct_internet_access": "Enabled", "instance_metadata_service_configuration.minimum_instance_metadata_service_version": "1"}, "format": "terraform", "type": "aws_sagemaker_notebook_instance", "unknown": {}}, {"address": "aws_sagemaker_notebook_instance.later", "type": "aws_sagemaker_notebook_instance", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["root_access fail", "root_access unknown"], "failed": ["root_access"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_03.checks},
		"failed": {f.attribute | some f in aws_sm_03.findings},
		"is_open": count(aws_sm_03.required) > 1,
		"applies": count([1 | aws_sm_03.applies]) > 0,
	} with input as case.input
}
