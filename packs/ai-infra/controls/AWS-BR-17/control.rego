# METADATA
# title: Account-level enforced guardrail
# description: "Account-level enforced guardrail: resource exists"
# custom:
#   id: AWS-BR-17
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Declare an AWS::Bedrock::EnforcedGuardrailConfiguration in the account."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "resource exists"
#   when_absent: "warn"
#   references: ["aws-samples BR-15"]
package controls.ai_infra.aws_br_17

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-17"

_remedy := "Declare an AWS::Bedrock::EnforcedGuardrailConfiguration in the account."

_types_judged := {"aws_bedrockagent_agent"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "enforced_guardrail", _is_enforced, "covered by an enforced guardrail of the account")] if r.format == "cloudformation"

default _is_enforced := false

_is_enforced if {
	some enforced in infra.of_types({"aws_bedrock_enforced_guardrail_configuration"})
	infra.is_present(enforced, "guardrail_identifier").status == "pass"
}
