# METADATA
# title: Flow prompt and knowledge-base nodes carry a guardrail
# description: "Flow prompt and knowledge-base nodes carry a guardrail: every Prompt / generating KnowledgeBase node"
# custom:
#   id: AWS-BR-10
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Attach a guardrail to every prompt node and every knowledge-base node that generates text."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "every Prompt / generating KnowledgeBase node"
#   when_absent: "fail"
#   references: ["prowler issue #12608", "aws-samples BR-13"]
package controls.ai_infra.aws_br_10

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-10"

_remedy := "Attach a guardrail to every prompt node and every knowledge-base node that generates text."

_types_judged := {"aws_bedrockagent_flow"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "definition.node", _all_guarded(r), "guardrails on all generating nodes")] if count(_generating(r)) > 0

_generating(r) := [node |
	some node in infra.blocks(r, "definition.node")
	_generates(node)
]

_generates(node) if node.type == "Prompt"

_generates(node) if {
	node.type == "KnowledgeBase"
	some settings in _settings(node, "knowledge_base")
	settings.model_id
}

# Blocks are lists in Terraform and objects elsewhere.
_settings(node, kind) := [s |
	some configuration in infra.as_list(node.configuration)
	some s in infra.as_list(configuration[kind])
]

default _all_guarded(_) := false

_all_guarded(r) if {
	every node in _generating(r) {
		_is_guarded(node)
	}
}

_is_guarded(node) if {
	some kind in ["prompt", "knowledge_base"]
	some settings in _settings(node, kind)
	some guardrail in infra.as_list(settings.guardrail_configuration)
	guardrail.guardrail_identifier != ""
}
