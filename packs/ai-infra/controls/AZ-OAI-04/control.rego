# METADATA
# title: "Customer-managed key"
# description: "Customer-managed key: block or companion resource (graph); == Microsoft.KeyVault"
# custom:
#   id: AZ-OAI-04
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add a customer_managed_key block or the companion resource."
#   references:
#     scanners: ["CKV2_AZURE_22 (companion only)", "Azure Policy CustomerManagedKey_Audit"]
package bylaw.controls.az_oai_04

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

checks contains infra.finding("AZ-OAI-04", i, r, check, "Add a customer_managed_key block or the companion resource.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.either(_own(r), infra.custom(r, "customer_managed_key", _has_companion(r), "a customer-managed key"))]

_own(r) := infra.is_one_of(r, "customer_managed_key.key_source", ["Microsoft.KeyVault"]) if r.at["customer_managed_key.key_source"]

_own(r) := infra.is_present(r, "customer_managed_key.key_vault_key_id") if not r.at["customer_managed_key.key_source"]

default _has_companion(_) := false

_has_companion(r) if {
	some key in infra.of_types({"azurerm_cognitive_account_customer_managed_key"})
	infra.refers_to(key, "cognitive_account_id", r)
	infra.is_present(key, "key_vault_key_id").status == "pass"
}
