# METADATA
# title: "Browser and code interpreter tools are sandboxed and recorded"
# description: "Browser and code interpreter tools are sandboxed and recorded: mode != PUBLIC; browser recording on"
# custom:
#   id: AWS-AC-07
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "n/a (required)"
#   fix: "Take the tool off the public network, and record browser sessions."
#   references:
#     scanners: ["aws-samples AC-15/16"]
package bylaw.controls.aws_ac_07

import data.bylaw.lib.infra

_types := {"aws_bedrockagentcore_code_interpreter", "aws_bedrockagentcore_browser"}

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

checks contains infra.finding("AWS-AC-07", i, r, check, "Take the tool off the public network, and record browser sessions.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "network_configuration.network_mode", ["PUBLIC"], "fail")] if r.type == "aws_bedrockagentcore_code_interpreter"

_checks(r) := [
	infra.is_none_of(r, "network_configuration.network_mode", ["PUBLIC"], "fail"),
	infra.is_one_of(r, "recording.enabled", [true]),
] if r.type == "aws_bedrockagentcore_browser"
