# METADATA
# title: Browser and code interpreter tools are sandboxed and recorded
# description: "Browser and code interpreter tools are sandboxed and recorded: mode != PUBLIC; browser recording on"
# custom:
#   id: AWS-AC-07
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Take the tool off the public network, and record browser sessions."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "mode != PUBLIC; browser recording on"
#   when_absent: "n/a (required)"
#   references: ["aws-samples AC-15/16"]
package controls.ai_infra.aws_ac_07

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-07"

_remedy := "Take the tool off the public network, and record browser sessions."

_types_judged := {"aws_bedrockagentcore_code_interpreter", "aws_bedrockagentcore_browser"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "network_configuration.network_mode", ["PUBLIC"], "fail")] if r.type == "aws_bedrockagentcore_code_interpreter"

_checks(r) := [
	infra.is_none_of(r, "network_configuration.network_mode", ["PUBLIC"], "fail"),
	infra.is_one_of(r, "recording.enabled", [true]),
] if r.type == "aws_bedrockagentcore_browser"
