# METADATA
# title: "Guardrail blocks or masks personal data"
# description: "Guardrail blocks or masks personal data: >= 1 entity, action BLOCK or ANONYMIZE"
# custom:
#   id: AWS-BR-05
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "List the kinds of personal data and block or anonymize them."
#   references:
#     scanners: ["prowler bedrock_guardrail_sensitive_information_filter_enabled", "aws-samples BR-26"]
package bylaw.controls.aws_br_05

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

checks contains infra.finding("AWS-BR-05", i, r, check, "List the kinds of personal data and block or anonymize them.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "sensitive_information_policy_config.pii_entities_config", _masks(r), "entities with action BLOCK or ANONYMIZE")]

default _masks(_) := false

_masks(r) if {
	entities := infra.blocks(r, "sensitive_information_policy_config.pii_entities_config")
	count(entities) > 0
	every entity in entities {
		entity.action in {"BLOCK", "ANONYMIZE"}
	}
}
