# METADATA
# title: "Network ACL denies by default"
# description: "Network ACL denies by default: == \"Deny\" when public access stays on"
# custom:
#   id: AZ-OAI-05
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set network_acls.default_action to \"Deny\", or switch public access off."
#   references:
#     scanners: ["Azure Policy NetworkAcls_Audit"]
package bylaw.controls.az_oai_05

import data.bylaw.lib.infra

_types := {"azurerm_cognitive_account", "azurerm_ai_services"}

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

checks contains infra.finding("AZ-OAI-05", i, r, check, "Set network_acls.default_action to \"Deny\", or switch public access off.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.either(infra.is_one_of(r, "network_acls.default_action", ["Deny"]), infra.is_one_of(r, _public[r.type].path, _public[r.type].off))]

_public := {
	"azurerm_cognitive_account": {"path": "public_network_access_enabled", "off": [false]},
	"azurerm_ai_services": {"path": "public_network_access", "off": ["Disabled"]},
}
