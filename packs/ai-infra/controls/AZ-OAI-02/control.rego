# METADATA
# title: Key authentication is off
# description: "Key authentication is off: false (TF) / true (ARM)"
# custom:
#   id: AZ-OAI-02
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Switch key authentication off and use managed identities."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false (TF) / true (ARM)"
#   when_absent: "fail (default on)"
#   references: ["CKV_AZURE_236", "Azure Policy DisableLocalAuth_Audit"]
package controls.ai_infra.az_oai_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-02"

_remedy := "Switch key authentication off and use managed identities."

_types_judged := {"azurerm_cognitive_account", "azurerm_ai_services"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_switch := {"azurerm_cognitive_account": "local_auth_enabled", "azurerm_ai_services": "local_authentication_enabled"}

_checks(r) := [infra.is_one_of(r, _switch[r.type], [false])]
