# METADATA
# title: "Flow prompt and knowledge-base nodes carry a guardrail"
# description: "Flow prompt and knowledge-base nodes carry a guardrail: every Prompt / generating KnowledgeBase node"
# custom:
#   id: AWS-BR-10
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Attach a guardrail to every prompt node and every knowledge-base node that generates text."
#   references:
#     scanners: ["prowler issue #12608", "aws-samples BR-13"]
package bylaw.controls.aws_br_10

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_flow"}

applies if count(checks) > 0

applies if not input.infra.resources

required contains "infra.resources"

# A value that is not known before apply leaves the answer open, unless something known has failed already.
required contains infra.open_path(check) if {
	count(findings) == 0
	some check in checks
	check.result == "unknown"
}

findings contains check if {
	some check in checks
	check.result == "fail"
}

checks contains infra.finding("AWS-BR-10", i, r, check, "Attach a guardrail to every prompt node and every knowledge-base node that generates text.") if {
	some i, r in infra.of_types(_types)
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
