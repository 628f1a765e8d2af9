# METADATA
# title: Customer-managed key
# description: "Customer-managed key: block or companion resource (graph); == Microsoft.KeyVault"
# custom:
#   id: AZ-OAI-04
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add a customer_managed_key block or the companion resource."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "block or companion resource (graph); == Microsoft.KeyVault"
#   when_absent: "fail"
#   references: ["CKV2_AZURE_22 (companion only)", "Azure Policy CustomerManagedKey_Audit"]
package controls.ai_infra.az_oai_04

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-04"

_remedy := "Add a customer_managed_key block or the companion resource."

_types_judged := {"azurerm_cognitive_account", "azurerm_ai_services"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
