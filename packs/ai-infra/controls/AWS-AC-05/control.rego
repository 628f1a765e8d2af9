# METADATA
# title: Gateway tool policy engine enforces
# description: "Gateway tool policy engine enforces: == \"ENFORCE\""
# custom:
#   id: AWS-AC-05
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Attach a policy engine with mode ENFORCE."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"ENFORCE\""
#   when_absent: "fail"
#   references: ["aws-samples AG-25"]
package controls.ai_infra.aws_ac_05

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-05"

_remedy := "Attach a policy engine with mode ENFORCE."

_types_judged := {"aws_bedrockagentcore_gateway"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

# Terraform's resource has no such argument.
_checks(r) := [infra.is_one_of(r, "policy_engine_configuration.mode", ["ENFORCE"])] if r.format == "cloudformation"
