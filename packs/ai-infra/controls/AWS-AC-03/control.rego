# METADATA
# title: "Gateway never runs without inbound authorisation"
# description: "Gateway never runs without inbound authorisation: != \"NONE\""
# custom:
#   id: AWS-AC-03
#   subject: infra
#   severity: critical
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "n/a (required)"
#   fix: "Set authorizer_type to CUSTOM_JWT or AWS_IAM."
#   references:
#     scanners: ["aws-samples AG-24", "no IaC tool"]
package bylaw.controls.aws_ac_03

import data.bylaw.lib.infra

_types := {"aws_bedrockagentcore_gateway"}

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

checks contains infra.finding("AWS-AC-03", i, r, check, "Set authorizer_type to CUSTOM_JWT or AWS_IAM.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "authorizer_type", ["NONE"], "fail")]
