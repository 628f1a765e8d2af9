# METADATA
# title: Guardrail covers hate, insults, sexual, violence, misconduct
# description: "Guardrail covers hate, insults, sexual, violence, misconduct: all five types, in and out strength >= MEDIUM, action BLOCK"
# custom:
#   id: AWS-BR-04
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Add filters for hate, insults, sexual content, violence and misconduct, MEDIUM or HIGH both ways, that block."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "all five types, in and out strength >= MEDIUM, action BLOCK"
#   when_absent: "fail"
#   references: ["aws-samples BR-23", "no IaC tool"]
package controls.ai_infra.aws_br_04

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-04"

_remedy := "Add filters for hate, insults, sexual content, violence and misconduct, MEDIUM or HIGH both ways, that block."

_types_judged := {"aws_bedrock_guardrail"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_types := {"HATE", "INSULTS", "SEXUAL", "VIOLENCE", "MISCONDUCT"}

_strengths := {"MEDIUM", "HIGH"}

_checks(r) := [infra.custom(r, "content_policy_config.filters_config", count(_types - _covered(r)) == 0, concat(", ", [
	"blocking filters of strength MEDIUM or HIGH for",
	concat(", ", sort(_types)),
]))]

_covered(r) := {filter.type |
	some filter in infra.blocks(r, "content_policy_config.filters_config")
	filter.input_strength in _strengths
	filter.output_strength in _strengths
	every side in ["input", "output"] {
		object.get(filter, concat("_", [side, "action"]), "BLOCK") == "BLOCK"
		object.get(filter, concat("_", [side, "enabled"]), true) != false
	}
}
