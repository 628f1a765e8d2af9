# METADATA
# title: "Account-level enforced guardrail"
# description: "Account-level enforced guardrail: resource exists"
# custom:
#   id: AWS-BR-17
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn"
#   fix: "Declare an AWS::Bedrock::EnforcedGuardrailConfiguration in the account."
#   references:
#     scanners: ["aws-samples BR-15"]
package bylaw.controls.aws_br_17

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_agent"}

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

checks contains infra.finding("AWS-BR-17", i, r, check, "Declare an AWS::Bedrock::EnforcedGuardrailConfiguration in the account.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "enforced_guardrail", _is_enforced, "covered by an enforced guardrail of the account")] if r.format == "cloudformation"

default _is_enforced := false

_is_enforced if {
	some enforced in infra.of_types({"aws_bedrock_enforced_guardrail_configuration"})
	infra.is_present(enforced, "guardrail_identifier").status == "pass"
}
