# METADATA
# title: "Guardrail blocks prompt attacks"
# description: "Guardrail blocks prompt attacks: a PROMPT_ATTACK filter with input strength HIGH, action not NONE, not disabled"
# custom:
#   id: AWS-BR-03
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add a PROMPT_ATTACK filter with input strength HIGH that blocks."
#   references:
#     scanners: ["prowler bedrock_guardrail_prompt_attack_filter_enabled (runtime)", "no IaC tool"]
package bylaw.controls.aws_br_03

import data.bylaw.lib.infra

_types := {"aws_bedrock_guardrail"}

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

checks contains infra.finding("AWS-BR-03", i, r, check, "Add a PROMPT_ATTACK filter with input strength HIGH that blocks.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "content_policy_config.filters_config", _blocks_attacks(r), "a PROMPT_ATTACK filter with input strength HIGH that blocks")]

default _blocks_attacks(_) := false

_blocks_attacks(r) if {
	some filter in infra.blocks(r, "content_policy_config.filters_config")
	filter.type == "PROMPT_ATTACK"
	filter.input_strength == "HIGH"
	object.get(filter, "input_action", "BLOCK") != "NONE"
	object.get(filter, "input_enabled", true) != false
}
