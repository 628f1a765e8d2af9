# METADATA
# title: AI account is not public
# description: "AI account is not public: false / \"Disabled\""
# custom:
#   id: AZ-OAI-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Switch public network access off and use a private endpoint."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false / \"Disabled\""
#   when_absent: "fail (default open)"
#   references: ["CKV_AZURE_134 (not azurerm_ai_services/ai_foundry)", "Azure Policy NetworkAcls_Audit"]
package controls.ai_infra.az_oai_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-01"

_remedy := "Switch public network access off and use a private endpoint."

_types_judged := {
	"azurerm_cognitive_account",
	"azurerm_ai_services",
	"azurerm_ai_foundry",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "public_network_access_enabled", [false])] if r.type == "azurerm_cognitive_account"

_checks(r) := [infra.is_one_of(r, "public_network_access", ["Disabled"])] if r.type != "azurerm_cognitive_account"
