# METADATA
# title: "Bot: not public, no local auth"
# description: "Bot: not public, no local auth: false"
# custom:
#   id: AZ-BOT-01
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Switch public network access and local authentication off."
#   references:
#     scanners: ["Azure Policy Bot Service/*"]
package bylaw.controls.az_bot_01

import data.bylaw.lib.infra

_types := {"azurerm_bot_service_azure_bot"}

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

checks contains infra.finding("AZ-BOT-01", i, r, check, "Switch public network access and local authentication off.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "public_network_access_enabled", [false]),
	infra.is_one_of(r, "local_authentication_enabled", [false]),
]
