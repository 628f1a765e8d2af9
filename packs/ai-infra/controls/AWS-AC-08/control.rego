# METADATA
# title: "Agent memory has a retention limit"
# description: "Agent memory has a retention limit: <= data.max_memory_days"
# custom:
#   id: AWS-AC-08
#   subject: infra
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "n/a (required)"
#   fix: "Lower event_expiry_duration."
#   params:
#     - {name: max_memory_days, default: 90, unit: "days", source: "organisation decides", status: product, change: any}
#   references:
#     scanners: []
package bylaw.controls.aws_ac_08

import data.bylaw.lib.infra

_types := {"aws_bedrockagentcore_memory"}

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

checks contains infra.finding("AWS-AC-08", i, r, check, "Lower event_expiry_duration.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

default _limit := 90

_limit := infra.parameter("max_memory_days")

_checks(r) := [infra.is_at_most(r, "event_expiry_duration", _limit, "fail")]
