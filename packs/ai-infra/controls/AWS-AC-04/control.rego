# METADATA
# title: Gateway hides error detail
# description: "Gateway hides error detail: != \"DEBUG\""
# custom:
#   id: AWS-AC-04
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Take exception_level away in production."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "!= \"DEBUG\""
#   when_absent: "pass"
#   references: ["aws-samples AG-26"]
package controls.ai_infra.aws_ac_04

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-04"

_remedy := "Take exception_level away in production."

_types_judged := {"aws_bedrockagentcore_gateway"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "exception_level", ["DEBUG"], "pass")]
