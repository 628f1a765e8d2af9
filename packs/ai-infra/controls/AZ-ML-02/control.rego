# METADATA
# title: Managed network allows only approved outbound
# description: "Managed network allows only approved outbound: == AllowOnlyApprovedOutbound"
# custom:
#   id: AZ-ML-02
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set managed_network.isolation_mode to \"AllowOnlyApprovedOutbound\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== AllowOnlyApprovedOutbound"
#   when_absent: "fail"
#   references: ["Azure Policy ManagedNetworkIsolationMode_Audit"]
package controls.ai_infra.az_ml_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-ML-02"

_remedy := "Set managed_network.isolation_mode to \"AllowOnlyApprovedOutbound\"."

_types_judged := {"azurerm_machine_learning_workspace", "azurerm_ai_foundry"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "managed_network.isolation_mode", ["AllowOnlyApprovedOutbound"])]
