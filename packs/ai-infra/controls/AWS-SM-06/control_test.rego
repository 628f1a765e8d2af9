package bylaw.controls.aws_sm_06_test

import data.bylaw.controls.aws_sm_06

_good := {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "type": "aws_sagemaker_domain", "format": "terraform", "at": {"app_network_access_type": {"values": ["VpcOnly"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "type": "aws_sagemaker_domain", "format": "terraform", "at": {"app_network_access_type": {"values": ["Other"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_06.checks} with input as _good
	results == {"pass"}
	count(aws_sm_06.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_06.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_06.applies with input as {}
	"infra.resources" in aws_sm_06.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_06.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_domain.later", "type": "aws_sagemaker_domain", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_06.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_06.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_06.findings} with input as _bad
	said == {["AWS-SM-06", "app_network_access_type", "one of VpcOnly", "aws_sagemaker_domain.example: app_network_access_type must be one of VpcOnly, but is Other. Set app_network_access_type to \"VpcOnly\"."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, by the provider's default: 0:app_network_access_type", "input": {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "at": {}, "defaults": {"app_network_access_type": "VpcOnly"}, "format": "terraform", "type": "aws_sagemaker_domain", "unknown": {}}]}}, "results": ["app_network_access_type pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "at": {"app_network_access_type": {"values": ["Other"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_domain", "unknown": {}}, {"address": "aws_sagemaker_domain.later", "type": "aws_sagemaker_domain", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["app_network_access_type fail", "app_network_access_type unknown"], "failed": ["app_network_access_type"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_06.checks},
		"failed": {f.attribute | some f in aws_sm_06.findings},
		"is_open": count(aws_sm_06.required) > 1,
		"applies": count([1 | aws_sm_06.applies]) > 0,
	} with input as case.input
}
