# METADATA
# title: Gateway never runs without inbound authorisation
# description: "Gateway never runs without inbound authorisation: != \"NONE\""
# custom:
#   id: AWS-AC-03
#   severity: critical
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set authorizer_type to CUSTOM_JWT or AWS_IAM."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "!= \"NONE\""
#   when_absent: "n/a (required)"
#   references: ["aws-samples AG-24", "no IaC tool"]
package controls.ai_infra.aws_ac_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-03"

_remedy := "Set authorizer_type to CUSTOM_JWT or AWS_IAM."

_types_judged := {"aws_bedrockagentcore_gateway"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "authorizer_type", ["NONE"], "fail")]
