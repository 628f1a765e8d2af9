# METADATA
# title: "Managed identity"
# description: "Managed identity: present"
# custom:
#   id: AZ-OAI-03
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Give the account a managed identity."
#   references:
#     scanners: ["CKV_AZURE_238", "Azure Policy ManagedIdentity_Audit"]
package bylaw.controls.az_oai_03

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

checks contains infra.finding("AZ-OAI-03", i, r, check, "Give the account a managed identity.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_none_of(r, "identity.type", ["None", ""], "fail")]
