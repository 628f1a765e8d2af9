# METADATA
# title: "AI account is not public"
# description: "AI account is not public: false / \"Disabled\""
# custom:
#   id: AZ-OAI-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default open)"
#   fix: "Switch public network access off and use a private endpoint."
#   references:
#     scanners: ["CKV_AZURE_134 (not azurerm_ai_services/ai_foundry)", "Azure Policy NetworkAcls_Audit"]
package bylaw.controls.az_oai_01

import data.bylaw.lib.infra

_types := {
	"azurerm_cognitive_account",
	"azurerm_ai_services",
	"azurerm_ai_foundry",
}

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

checks contains infra.finding("AZ-OAI-01", i, r, check, "Switch public network access off and use a private endpoint.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "public_network_access_enabled", [false])] if r.type == "azurerm_cognitive_account"

_checks(r) := [infra.is_one_of(r, "public_network_access", ["Disabled"])] if r.type != "azurerm_cognitive_account"
