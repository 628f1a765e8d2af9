# METADATA
# title: "Guardrail checks grounding and relevance"
# description: "Guardrail checks grounding and relevance: GROUNDING and RELEVANCE, threshold >= 0.7, action BLOCK"
# custom:
#   id: AWS-BR-06
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail for RAG"
#   fix: "Add GROUNDING and RELEVANCE filters with a threshold of 0.7 or more that block."
#   references:
#     scanners: ["prowler bedrock_guardrail_contextual_grounding_filter_enabled", "aws-samples BR-27"]
package bylaw.controls.aws_br_06

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

checks contains infra.finding("AWS-BR-06", i, r, check, "Add GROUNDING and RELEVANCE filters with a threshold of 0.7 or more that block.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "contextual_grounding_policy_config.filters_config", count({"GROUNDING", "RELEVANCE"} - _covered(r)) == 0, "GROUNDING and RELEVANCE filters with threshold 0.7 or more that block")]

_covered(r) := {filter.type |
	some filter in infra.blocks(r, "contextual_grounding_policy_config.filters_config")
	to_number(filter.threshold) >= 0.7
	object.get(filter, "action", "BLOCK") == "BLOCK"
}
