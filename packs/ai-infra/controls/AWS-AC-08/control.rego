# METADATA
# title: Agent memory has a retention limit
# description: "Agent memory has a retention limit: <= data.max_memory_days"
# custom:
#   id: AWS-AC-08
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Lower event_expiry_duration."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "<= data.max_memory_days"
#   when_absent: "n/a (required)"
#   references: []
package controls.ai_infra.aws_ac_08

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-08"

_remedy := "Lower event_expiry_duration."

_types_judged := {"aws_bedrockagentcore_memory"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

# Days; an organisation may set its own limit as data.max_memory_days.
default _limit := 90

_limit := data.max_memory_days

_checks(r) := [infra.is_at_most(r, "event_expiry_duration", _limit, "fail")]
