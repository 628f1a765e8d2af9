# METADATA
# title: Agent actions with effects ask for confirmation
# description: "Agent actions with effects ask for confirmation: == ENABLED for functions tagged as having effects (human oversight)"
# custom:
#   id: AWS-BR-12
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set require_confirmation to ENABLED for every function."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== ENABLED for functions tagged as having effects (human oversight)"
#   when_absent: "fail for high-risk"
#   references: []
package controls.ai_infra.aws_br_12

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-12"

_remedy := "Set require_confirmation to ENABLED for every function."

_types_judged := {"aws_bedrockagent_agent", "aws_bedrockagent_agent_action_group"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, path, _all_confirm(functions), "functions with require_confirmation ENABLED") |
	some path in ["action_groups.function_schema.functions", "function_schema.member_functions.functions", "function_schema.functions"]
	functions := infra.blocks(r, path)
	count(functions) > 0
]

default _all_confirm(_) := false

_all_confirm(functions) if {
	every function in functions {
		function.require_confirmation == "ENABLED"
	}
}
