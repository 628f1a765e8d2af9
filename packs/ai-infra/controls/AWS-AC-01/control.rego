# METADATA
# title: "Agent runtime is not on the public network"
# description: "Agent runtime is not on the public network: == \"VPC\""
# custom:
#   id: AWS-AC-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "n/a (required)"
#   fix: "Set network_mode to \"VPC\"."
#   references:
#     scanners: ["aws-samples AC-01", "no IaC tool"]
package bylaw.controls.aws_ac_01

import data.bylaw.lib.infra

_types := {"aws_bedrockagentcore_agent_runtime"}

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

checks contains infra.finding("AWS-AC-01", i, r, check, "Set network_mode to \"VPC\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "network_configuration.network_mode", ["VPC"])]
