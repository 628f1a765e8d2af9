# METADATA
# title: "Guardrail covers hate, insults, sexual, violence, misconduct"
# description: "Guardrail covers hate, insults, sexual, violence, misconduct: all five types, in and out strength >= MEDIUM, action BLOCK"
# custom:
#   id: AWS-BR-04
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add filters for hate, insults, sexual content, violence and misconduct, MEDIUM or HIGH both ways, that block."
#   references:
#     scanners: ["aws-samples BR-23", "no IaC tool"]
package bylaw.controls.aws_br_04

import data.bylaw.lib.infra

_judged := {"aws_bedrock_guardrail"}

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

checks contains infra.finding("AWS-BR-04", i, r, check, "Add filters for hate, insults, sexual content, violence and misconduct, MEDIUM or HIGH both ways, that block.") if {
	some i, r in infra.of_types(_judged)
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
