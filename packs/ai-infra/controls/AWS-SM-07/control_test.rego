package bylaw.controls.aws_sm_07_test

import data.bylaw.controls.aws_sm_07

_good := {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "type": "aws_sagemaker_domain", "format": "terraform", "at": {"auth_mode": {"values": ["SSO"]}}, "unknown": {}, "defaults": {"app_network_access_type": "PublicInternetOnly"}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "type": "aws_sagemaker_domain", "format": "terraform", "at": {"auth_mode": {"values": ["Other"]}}, "unknown": {}, "defaults": {"app_network_access_type": "PublicInternetOnly"}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_07.checks} with input as _good
	results == {"pass"}
	count(aws_sm_07.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_07.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_07.applies with input as {}
	"infra.resources" in aws_sm_07.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_07.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_sagemaker_domain.later", "type": "aws_sagemaker_domain", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_sm_07.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_sm_07.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_07.findings} with input as _bad
	said == {["AWS-SM-07", "auth_mode", "one of SSO", "aws_sagemaker_domain.example: auth_mode must be one of SSO, but is Other. Set auth_mode to \"SSO\"."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/defaults/app_network_access_type", "input": {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "at": {"auth_mode": {"values": ["SSO"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_domain", "unknown": {}}]}}, "results": ["auth_mode pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_domain.example", "at": {"auth_mode": {"values": ["Other"]}}, "defaults": {"app_network_access_type": "PublicInternetOnly"}, "format": "terraform", "type": "aws_sagemaker_domain", "unknown": {}}, {"address": "aws_sagemaker_domain.later", "type": "aws_sagemaker_domain", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["auth_mode fail", "auth_mode unknown"], "failed": ["auth_mode"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_07.checks},
		"failed": {f.attribute | some f in aws_sm_07.findings},
		"is_open": count(aws_sm_07.required) > 1,
		"applies": count([1 | aws_sm_07.applies]) > 0,
	} with input as case.input
}
