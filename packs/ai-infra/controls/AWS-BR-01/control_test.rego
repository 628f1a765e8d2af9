package bylaw.controls.aws_br_01_test

import data.bylaw.controls.aws_br_01

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123", "guardrail_version": "3"}]}, "guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}, "guardrail_configuration.guardrail_version": {"values": ["3"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123", "guardrail_version": "DRAFT"}]}, "guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}, "guardrail_configuration.guardrail_version": {"values": ["DRAFT"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_01.checks} with input as _good
	results == {"pass"}
	count(aws_br_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_01.applies with input as {}
	"infra.resources" in aws_br_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_01.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_01.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_01.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_01.findings} with input as _bad
	said == {["AWS-BR-01", "guardrail_configuration.guardrail_version", "none of DRAFT", "aws_bedrockagent_agent.example: guardrail_configuration.guardrail_version must be none of DRAFT, but is DRAFT. Attach a guardrail and pin it to a numbered version."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["guardrail_configuration.guardrail_identifier fail", "guardrail_configuration.guardrail_version fail"], "failed": ["guardrail_configuration.guardrail_identifier", "guardrail_configuration.guardrail_version"], "is_open": false, "applies": true},
	{"case": "good example, refers to a resource of the plan: 0:guardrail_configuration.guardrail_version", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123", "guardrail_version": "3"}]}, "guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {"guardrail_configuration.guardrail_version": {"reason": "known after apply", "present": true}}}]}}, "results": ["guardrail_configuration.guardrail_identifier pass", "guardrail_configuration.guardrail_version pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, known after apply: 0:guardrail_configuration.guardrail_identifier", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123", "guardrail_version": "DRAFT"}]}, "guardrail_configuration.guardrail_version": {"values": ["DRAFT"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {"guardrail_configuration.guardrail_identifier": {"reason": "known after apply", "present": false}}}]}}, "results": ["guardrail_configuration.guardrail_identifier unknown", "guardrail_configuration.guardrail_version fail"], "failed": ["guardrail_configuration.guardrail_version"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_01.checks},
		"failed": {f.attribute | some f in aws_br_01.findings},
		"is_open": count(aws_br_01.required) > 1,
		"applies": count([1 | aws_br_01.applies]) > 0,
	} with input as case.input
}
