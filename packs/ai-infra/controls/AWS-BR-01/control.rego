# METADATA
# title: Agent has a guardrail, pinned to a version
# description: "Agent has a guardrail, pinned to a version: both present; version != DRAFT"
# custom:
#   id: AWS-BR-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Attach a guardrail and pin it to a numbered version."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "both present; version != DRAFT"
#   when_absent: "fail"
#   references: ["CKV_AWS_383 (TF only", "no version test)", "prowler bedrock_agent_guardrail_enabled", "aws-samples BR-28"]
package controls.ai_infra.aws_br_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-01"

_remedy := "Attach a guardrail and pin it to a numbered version."

_types_judged := {"aws_bedrockagent_agent"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "guardrail_configuration.guardrail_identifier"),
	_version(r),
]

# A version that is taken from a declared resource is a number; a draft has no resource.
_version(r) := infra.is_present(r, "guardrail_configuration.guardrail_version") if r.unknown["guardrail_configuration.guardrail_version"].present

_version(r) := infra.is_none_of(r, "guardrail_configuration.guardrail_version", ["DRAFT"], "fail") if not r.unknown["guardrail_configuration.guardrail_version"].present
