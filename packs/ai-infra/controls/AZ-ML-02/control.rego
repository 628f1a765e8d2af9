# METADATA
# title: "Managed network allows only approved outbound"
# description: "Managed network allows only approved outbound: == AllowOnlyApprovedOutbound"
# custom:
#   id: AZ-ML-02
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set managed_network.isolation_mode to \"AllowOnlyApprovedOutbound\"."
#   references:
#     scanners: ["Azure Policy ManagedNetworkIsolationMode_Audit"]
package bylaw.controls.az_ml_02

import data.bylaw.lib.infra

_types := {"azurerm_machine_learning_workspace", "azurerm_ai_foundry"}

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

checks contains infra.finding("AZ-ML-02", i, r, check, "Set managed_network.isolation_mode to \"AllowOnlyApprovedOutbound\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "managed_network.isolation_mode", ["AllowOnlyApprovedOutbound"])]
