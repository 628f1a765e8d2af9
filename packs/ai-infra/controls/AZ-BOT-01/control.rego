# METADATA
# title: Bot: not public, no local auth
# description: "Bot: not public, no local auth: false"
# custom:
#   id: AZ-BOT-01
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Switch public network access and local authentication off."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false"
#   when_absent: "fail"
#   references: ["Azure Policy Bot Service/*"]
package controls.ai_infra.az_bot_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-BOT-01"

_remedy := "Switch public network access and local authentication off."

_types_judged := {"azurerm_bot_service_azure_bot"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "public_network_access_enabled", [false]),
	infra.is_one_of(r, "local_authentication_enabled", [false]),
]
