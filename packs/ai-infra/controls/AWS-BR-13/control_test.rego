package bylaw.controls.aws_br_13_test

import data.bylaw.controls.aws_br_13

_good := {"params": {"approved_models": ["anthropic.claude-v1"]}, "infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

_bad := {"params": {"approved_models": ["other.model"]}, "infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "unknown": {}, "defaults": {"idle_session_ttl_in_seconds": 600}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_13.checks} with input as _good
	results == {"pass"}
	count(aws_br_13.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_13.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_13.applies with input as {}
	"infra.resources" in aws_br_13.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_13.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_13.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_13.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_13.findings} with input as _bad
	said == {["AWS-BR-13", "foundation_model", "one of other.model", "aws_bedrockagent_agent.example: foundation_model must be one of other.model, but is anthropic.claude-v1. Use a model of the approved list, or have the model approved."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, with a parameter: approved_models=[]", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}]}, "params": {"approved_models": []}}, "results": ["foundation_model unknown"], "failed": [], "is_open": true, "applies": true},
	{"case": "good example, without: 0/defaults/idle_session_ttl_in_seconds", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}]}, "params": {"approved_models": ["anthropic.claude-v1"]}}, "results": ["foundation_model pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"foundation_model": {"values": ["anthropic.claude-v1"]}}, "defaults": {"idle_session_ttl_in_seconds": 600}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}, "params": {"approved_models": ["other.model"]}}, "results": ["foundation_model fail", "foundation_model unknown"], "failed": ["foundation_model"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_13.checks},
		"failed": {f.attribute | some f in aws_br_13.findings},
		"is_open": count(aws_br_13.required) > 1,
		"applies": count([1 | aws_br_13.applies]) > 0,
	} with input as case.input
}
