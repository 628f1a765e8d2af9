# METADATA
# title: Guardrail checks grounding and relevance
# description: "Guardrail checks grounding and relevance: GROUNDING and RELEVANCE, threshold >= 0.7, action BLOCK"
# custom:
#   id: AWS-BR-06
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add GROUNDING and RELEVANCE filters with a threshold of 0.7 or more that block."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "GROUNDING and RELEVANCE, threshold >= 0.7, action BLOCK"
#   when_absent: "fail for RAG"
#   references: ["prowler bedrock_guardrail_contextual_grounding_filter_enabled", "aws-samples BR-27"]
package controls.ai_infra.aws_br_06

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-06"

_remedy := "Add GROUNDING and RELEVANCE filters with a threshold of 0.7 or more that block."

_types_judged := {"aws_bedrock_guardrail"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "contextual_grounding_policy_config.filters_config", count({"GROUNDING", "RELEVANCE"} - _covered(r)) == 0, "GROUNDING and RELEVANCE filters with threshold 0.7 or more that block")]

_covered(r) := {filter.type |
	some filter in infra.blocks(r, "contextual_grounding_policy_config.filters_config")
	to_number(filter.threshold) >= 0.7
	object.get(filter, "action", "BLOCK") == "BLOCK"
}
