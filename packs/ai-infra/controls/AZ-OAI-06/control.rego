# METADATA
# title: Outbound calls restricted to named hosts (data loss prevention)
# description: "Outbound calls restricted to named hosts (data loss prevention): true and list non-empty"
# custom:
#   id: AZ-OAI-06
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Restrict outbound access and list the hosts that are needed."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "true and list non-empty"
#   when_absent: "fail"
#   references: ["CKV_AZURE_247"]
package controls.ai_infra.az_oai_06

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-06"

_remedy := "Restrict outbound access and list the hosts that are needed."

_types_judged := {"azurerm_cognitive_account"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "outbound_network_access_restricted", [true]),
	infra.is_present(r, "fqdns"),
]
