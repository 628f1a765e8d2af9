# METADATA
# title: Agent runtime is not on the public network
# description: "Agent runtime is not on the public network: == \"VPC\""
# custom:
#   id: AWS-AC-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set network_mode to \"VPC\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"VPC\""
#   when_absent: "n/a (required)"
#   references: ["aws-samples AC-01", "no IaC tool"]
package controls.ai_infra.aws_ac_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-01"

_remedy := "Set network_mode to \"VPC\"."

_types_judged := {"aws_bedrockagentcore_agent_runtime"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "network_configuration.network_mode", ["VPC"])]
