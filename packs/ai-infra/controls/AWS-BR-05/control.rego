# METADATA
# title: Guardrail blocks or masks personal data
# description: "Guardrail blocks or masks personal data: >= 1 entity, action BLOCK or ANONYMIZE"
# custom:
#   id: AWS-BR-05
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "List the kinds of personal data and block or anonymize them."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: ">= 1 entity, action BLOCK or ANONYMIZE"
#   when_absent: "fail"
#   references: ["prowler bedrock_guardrail_sensitive_information_filter_enabled", "aws-samples BR-26"]
package controls.ai_infra.aws_br_05

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-05"

_remedy := "List the kinds of personal data and block or anonymize them."

_types_judged := {"aws_bedrock_guardrail"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
