package bylaw.controls.aws_br_11_test

import data.bylaw.controls.aws_br_11

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"idle_session_ttl_in_seconds": {"values": [3600]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {"idle_session_ttl_in_seconds": {"values": [3601]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_11.checks} with input as _good
	results == {"pass"}
	count(aws_br_11.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_11.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_11.applies with input as {}
	"infra.resources" in aws_br_11.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_11.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_br_11.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_br_11.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_11.findings} with input as _bad
	said == {["AWS-BR-11", "idle_session_ttl_in_seconds", "at most 3600", "aws_bedrockagent_agent.example: idle_session_ttl_in_seconds must be at most 3600, but is 3601. Set idle_session_ttl_in_seconds to 3600 or less."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.second", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["idle_session_ttl_in_seconds pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_agent.example", "at": {"idle_session_ttl_in_seconds": {"values": [3601]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_agent", "unknown": {}}, {"address": "aws_bedrockagent_agent.later", "type": "aws_bedrockagent_agent", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["idle_session_ttl_in_seconds fail", "idle_session_ttl_in_seconds unknown"], "failed": ["idle_session_ttl_in_seconds"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_11.checks},
		"failed": {f.attribute | some f in aws_br_11.findings},
		"is_open": count(aws_br_11.required) > 1,
		"applies": count([1 | aws_br_11.applies]) > 0,
	} with input as case.input
}
