# METADATA
# title: Managed identity
# description: "Managed identity: present"
# custom:
#   id: AZ-OAI-03
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Give the account a managed identity."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_AZURE_238", "Azure Policy ManagedIdentity_Audit"]
package controls.ai_infra.az_oai_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-03"

_remedy := "Give the account a managed identity."

_types_judged := {"azurerm_cognitive_account", "azurerm_ai_services"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "identity.type", ["None", ""], "fail")]
