# METADATA
# title: "Agent actions with effects ask for confirmation"
# description: "Agent actions with effects ask for confirmation: == ENABLED for functions tagged as having effects (human oversight)"
# custom:
#   id: AWS-BR-12
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail for high-risk"
#   fix: "Set require_confirmation to ENABLED for every function."
#   references:
#     scanners: []
package bylaw.controls.aws_br_12

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_agent", "aws_bedrockagent_agent_action_group"}

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

checks contains infra.finding("AWS-BR-12", i, r, check, "Set require_confirmation to ENABLED for every function.") if {
	some i, r in infra.of_types(_types)
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
