# METADATA
# title: "Key authentication is off"
# description: "Key authentication is off: false (TF) / true (ARM)"
# custom:
#   id: AZ-OAI-02
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default on)"
#   fix: "Switch key authentication off and use managed identities."
#   references:
#     scanners: ["CKV_AZURE_236", "Azure Policy DisableLocalAuth_Audit"]
package bylaw.controls.az_oai_02

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

checks contains infra.finding("AZ-OAI-02", i, r, check, "Switch key authentication off and use managed identities.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_switch := {"azurerm_cognitive_account": "local_auth_enabled", "azurerm_ai_services": "local_authentication_enabled"}

_checks(r) := [infra.is_one_of(r, _switch[r.type], [false])]
