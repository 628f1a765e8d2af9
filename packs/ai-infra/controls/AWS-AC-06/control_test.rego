package bylaw.controls.aws_ac_06_test

import data.bylaw.controls.aws_ac_06

_good := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {"kms_key_arn": {"values": ["arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {"name": {"values": ["g"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_06.checks} with input as _good
	results == {"pass"}
	count(aws_ac_06.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_06.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_06.applies with input as {}
	"infra.resources" in aws_ac_06.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_06.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.later", "type": "aws_bedrockagentcore_gateway", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_06.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_06.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_ac_06.findings} with input as _bad
	said == {["AWS-AC-06", "kms_key_arn", "a value", "aws_bedrockagentcore_gateway.example: kms_key_arn must be a value, but is absent. Name a customer-managed key."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/kms_key_arn", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_policy_engine", "unknown": {}}]}}, "results": ["encryption_key_arn fail"], "failed": ["encryption_key_arn"], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +aws_bedrockagentcore_memory", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "at": {"name": {"values": ["g"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_gateway", "unknown": {}}, {"address": "aws_bedrockagentcore_memory.second", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["encryption_key_arn unknown", "kms_key_arn fail"], "failed": ["kms_key_arn"], "is_open": false, "applies": true},
	{"case": "bad example, also written: 0:+kms_configuration.key_type=CustomerManagedKey", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_gateway.example", "at": {"name": {"values": ["g"]}, "kms_configuration.key_type": {"values": ["CustomerManagedKey"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_token_vault_cmk", "unknown": {}}]}}, "results": ["kms_configuration.key_type pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_ac_06.checks},
		"failed": {f.attribute | some f in aws_ac_06.findings},
		"is_open": count(aws_ac_06.required) > 1,
		"applies": count([1 | aws_ac_06.applies]) > 0,
	} with input as case.input
}
