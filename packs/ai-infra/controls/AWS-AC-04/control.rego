# METADATA
# title: "Gateway hides error detail"
# description: "Gateway hides error detail: != \"DEBUG\""
# custom:
#   id: AWS-AC-04
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "pass"
#   fix: "Take exception_level away in production."
#   references:
#     scanners: ["aws-samples AG-26"]
package bylaw.controls.aws_ac_04

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

checks contains infra.finding("AWS-AC-04", i, r, check, "Take exception_level away in production.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "exception_level", ["DEBUG"], "pass")]
