# METADATA
# title: Agent idle session is bounded
# description: "Agent idle session is bounded: <= 3600"
# custom:
#   id: AWS-BR-11
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set idle_session_ttl_in_seconds to 3600 or less."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "<= 3600"
#   when_absent: "pass"
#   references: ["aws-samples BR-29"]
package controls.ai_infra.aws_br_11

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-11"

_remedy := "Set idle_session_ttl_in_seconds to 3600 or less."

_types_judged := {"aws_bedrockagent_agent"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_at_most(r, "idle_session_ttl_in_seconds", 3600, "pass")]
