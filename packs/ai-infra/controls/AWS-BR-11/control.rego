# METADATA
# title: "Agent idle session is bounded"
# description: "Agent idle session is bounded: <= 3600"
# custom:
#   id: AWS-BR-11
#   subject: infra
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "pass"
#   fix: "Set idle_session_ttl_in_seconds to 3600 or less."
#   references:
#     scanners: ["aws-samples BR-29"]
package bylaw.controls.aws_br_11

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_agent"}

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

checks contains infra.finding("AWS-BR-11", i, r, check, "Set idle_session_ttl_in_seconds to 3600 or less.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_at_most(r, "idle_session_ttl_in_seconds", 3600, "pass")]
