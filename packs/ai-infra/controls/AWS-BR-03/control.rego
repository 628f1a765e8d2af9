# METADATA
# title: Guardrail blocks prompt attacks
# description: "Guardrail blocks prompt attacks: a PROMPT_ATTACK filter with input strength HIGH, action not NONE, not disabled"
# custom:
#   id: AWS-BR-03
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Add a PROMPT_ATTACK filter with input strength HIGH that blocks."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "a PROMPT_ATTACK filter with input strength HIGH, action not NONE, not disabled"
#   when_absent: "fail"
#   references: ["prowler bedrock_guardrail_prompt_attack_filter_enabled (runtime)", "no IaC tool"]
package controls.ai_infra.aws_br_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-03"

_remedy := "Add a PROMPT_ATTACK filter with input strength HIGH that blocks."

_types_judged := {"aws_bedrock_guardrail"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
