package bylaw.controls.aws_ac_08_test

import data.bylaw.controls.aws_ac_08

_good := {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.example", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {"event_expiry_duration": {"values": [30]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.example", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {"event_expiry_duration": {"values": [3650]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_ac_08.checks} with input as _good
	results == {"pass"}
	count(aws_ac_08.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_ac_08.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_ac_08.applies with input as {}
	"infra.resources" in aws_ac_08.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_ac_08.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.later", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in aws_ac_08.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(aws_ac_08.required) > 1 with input as _later
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_ac_08.findings} with input as _bad
	said == {["AWS-AC-08", "event_expiry_duration", "at most 90", "aws_bedrockagentcore_memory.example: event_expiry_duration must be at most 90, but is 3650. Lower event_expiry_duration."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.second", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {}, "unknown": {}, "defaults": {}}]}}, "results": ["event_expiry_duration fail"], "failed": ["event_expiry_duration"], "is_open": false, "applies": true},
	{"case": "good example, another number: 0/at/event_expiry_duration/values/0", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.example", "at": {"event_expiry_duration": {"values": [91]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_memory", "unknown": {}}]}}, "results": ["event_expiry_duration fail"], "failed": ["event_expiry_duration"], "is_open": false, "applies": true},
	{"case": "bad example, with a parameter: max_memory_days=3650", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.example", "at": {"event_expiry_duration": {"values": [3650]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_memory", "unknown": {}}]}, "params": {"max_memory_days": 3650}}, "results": ["event_expiry_duration pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_bedrockagentcore_memory.example", "at": {"event_expiry_duration": {"values": [3650]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagentcore_memory", "unknown": {}}, {"address": "aws_bedrockagentcore_memory.later", "type": "aws_bedrockagentcore_memory", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["event_expiry_duration fail", "event_expiry_duration unknown"], "failed": ["event_expiry_duration"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_ac_08.checks},
		"failed": {f.attribute | some f in aws_ac_08.findings},
		"is_open": count(aws_ac_08.required) > 1,
		"applies": count([1 | aws_ac_08.applies]) > 0,
	} with input as case.input
}
