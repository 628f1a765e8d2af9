# METADATA
# title: "Agent has a guardrail, pinned to a version"
# description: "Agent has a guardrail, pinned to a version: both present; version != DRAFT"
# custom:
#   id: AWS-BR-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Attach a guardrail and pin it to a numbered version."
#   references:
#     scanners: ["CKV_AWS_383 (TF only", "no version test)", "prowler bedrock_agent_guardrail_enabled", "aws-samples BR-28"]
package bylaw.controls.aws_br_01

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

checks contains infra.finding("AWS-BR-01", i, r, check, "Attach a guardrail and pin it to a numbered version.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "guardrail_configuration.guardrail_identifier"),
	_version(r),
]

# A version that is taken from a declared resource is a number; a draft has no resource.
_version(r) := infra.is_present(r, "guardrail_configuration.guardrail_version") if r.unknown["guardrail_configuration.guardrail_version"].present

_version(r) := infra.is_none_of(r, "guardrail_configuration.guardrail_version", ["DRAFT"], "fail") if not r.unknown["guardrail_configuration.guardrail_version"].present
