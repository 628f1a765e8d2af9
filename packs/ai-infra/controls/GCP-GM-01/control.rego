# METADATA
# title: Gemini data sharing with the provider is off
# description: "Gemini data sharing with the provider is off: false"
# custom:
#   id: GCP-GM-01
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set enable_data_sharing to false."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false"
#   when_absent: "warn"
#   references: []
package controls.ai_infra.gcp_gm_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-GM-01"

_remedy := "Set enable_data_sharing to false."

_types_judged := {"google_gemini_data_sharing_with_google_setting"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "enable_data_sharing", [false])]
