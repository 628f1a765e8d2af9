# METADATA
# title: "Gateway tool policy engine enforces"
# description: "Gateway tool policy engine enforces: == \"ENFORCE\""
# custom:
#   id: AWS-AC-05
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Attach a policy engine with mode ENFORCE."
#   references:
#     scanners: ["aws-samples AG-25"]
package bylaw.controls.aws_ac_05

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

checks contains infra.finding("AWS-AC-05", i, r, check, "Attach a policy engine with mode ENFORCE.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

# Terraform's resource has no such argument.
_checks(r) := [infra.is_one_of(r, "policy_engine_configuration.mode", ["ENFORCE"])] if r.format == "cloudformation"
