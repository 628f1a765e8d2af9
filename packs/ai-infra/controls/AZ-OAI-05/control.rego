# METADATA
# title: Network ACL denies by default
# description: "Network ACL denies by default: == \"Deny\" when public access stays on"
# custom:
#   id: AZ-OAI-05
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set network_acls.default_action to \"Deny\", or switch public access off."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"Deny\" when public access stays on"
#   when_absent: "fail"
#   references: ["Azure Policy NetworkAcls_Audit"]
package controls.ai_infra.az_oai_05

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-05"

_remedy := "Set network_acls.default_action to \"Deny\", or switch public access off."

_types_judged := {"azurerm_cognitive_account", "azurerm_ai_services"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.either(infra.is_one_of(r, "network_acls.default_action", ["Deny"]), infra.is_one_of(r, _public[r.type].path, _public[r.type].off))]

_public := {
	"azurerm_cognitive_account": {"path": "public_network_access_enabled", "off": [false]},
	"azurerm_ai_services": {"path": "public_network_access", "off": ["Disabled"]},
}
