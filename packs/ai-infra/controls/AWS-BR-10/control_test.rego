package bylaw.controls.aws_br_10_test

import data.bylaw.controls.aws_br_10

_good := {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "type": "aws_bedrockagent_flow", "format": "terraform", "at": {"definition": {"blocks": [{"node": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}]}]}, "definition.node": {"blocks": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}, "definition.node.configuration": {"blocks": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}, "definition.node.configuration.prompt.guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123"}]}, "definition.node.configuration.prompt.guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "type": "aws_bedrockagent_flow", "format": "terraform", "at": {"definition": {"blocks": [{"node": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}]}]}, "definition.node": {"blocks": [{"name": "p", "type": "Prompt", "configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}, "definition.node.configuration": {"blocks": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"source_configuration": [{"mode": "x"}]}]}, "definition.node.configuration.prompt.source_configuration": {"blocks": [{"mode": "x"}]}, "definition.node.configuration.prompt.source_configuration.mode": {"values": ["x"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_br_10.checks} with input as _good
	results == {"pass"}
	count(aws_br_10.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_br_10.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_br_10.applies with input as {}
	"infra.resources" in aws_br_10.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_br_10.applies with input as {"infra": {"resources": []}}
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_br_10.findings} with input as _bad
	said == {["AWS-BR-10", "definition.node", "guardrails on all generating nodes", "aws_bedrockagent_flow.example: definition.node must be guardrails on all generating nodes, but is a block. Attach a guardrail to every prompt node and every knowledge-base node that generates text."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, without: 0/at/definition", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "at": {"definition.node": {"blocks": [{"configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}], "name": "p", "type": "Prompt"}]}, "definition.node.configuration": {"blocks": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}, "definition.node.configuration.prompt.guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123"}]}, "definition.node.configuration.prompt.guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_flow", "unknown": {}}]}}, "results": ["definition.node pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, another text: 0/at/definition.node/blocks/0/configuration/0/prompt/0/guardrail_configuration/0/guardrail_identifier", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "at": {"definition": {"blocks": [{"node": [{"configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}], "name": "p", "type": "Prompt"}]}]}, "definition.node": {"blocks": [{"configuration": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": ""}]}]}], "name": "p", "type": "Prompt"}]}, "definition.node.configuration": {"blocks": [{"prompt": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"guardrail_configuration": [{"guardrail_identifier": "abc123"}]}]}, "definition.node.configuration.prompt.guardrail_configuration": {"blocks": [{"guardrail_identifier": "abc123"}]}, "definition.node.configuration.prompt.guardrail_configuration.guardrail_identifier": {"values": ["abc123"]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_flow", "unknown": {}}]}}, "results": ["definition.node fail"], "failed": ["definition.node"], "is_open": false, "applies": true},
	{"case": "bad example, without: 0/at/definition.node/blocks/0/type", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "at": {"definition": {"blocks": [{"node": [{"configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}], "name": "p", "type": "Prompt"}]}]}, "definition.node": {"blocks": [{"configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}], "name": "p"}]}, "definition.node.configuration": {"blocks": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"source_configuration": [{"mode": "x"}]}]}, "definition.node.configuration.prompt.source_configuration": {"blocks": [{"mode": "x"}]}, "definition.node.configuration.prompt.source_configuration.mode": {"values": ["x"]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_flow", "unknown": {}}]}}, "results": [], "failed": [], "is_open": false, "applies": false},
	{"case": "bad example, refers to a resource of the plan: 0:definition", "input": {"infra": {"resources": [{"address": "aws_bedrockagent_flow.example", "at": {"definition.node": {"blocks": [{"configuration": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}], "name": "p", "type": "Prompt"}]}, "definition.node.configuration": {"blocks": [{"prompt": [{"source_configuration": [{"mode": "x"}]}]}]}, "definition.node.configuration.prompt": {"blocks": [{"source_configuration": [{"mode": "x"}]}]}, "definition.node.configuration.prompt.source_configuration": {"blocks": [{"mode": "x"}]}, "definition.node.configuration.prompt.source_configuration.mode": {"values": ["x"]}, "definition.node.name": {"values": ["p"]}, "definition.node.type": {"values": ["Prompt"]}}, "defaults": {}, "format": "terraform", "type": "aws_bedrockagent_flow", "unknown": {"definition": {"reason": "known after apply", "present": true}}}]}}, "results": ["definition.node unknown"], "failed": [], "is_open": true, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_br_10.checks},
		"failed": {f.attribute | some f in aws_br_10.findings},
		"is_open": count(aws_br_10.required) > 1,
		"applies": count([1 | aws_br_10.applies]) > 0,
	} with input as case.input
}
