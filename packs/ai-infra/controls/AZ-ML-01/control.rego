# METADATA
# title: "ML workspace is not public"
# description: "ML workspace is not public: false / Disabled"
# custom:
#   id: AZ-ML-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set public_network_access_enabled to false."
#   references:
#     scanners: ["CKV_AZURE_144 (absent=fail) contradicts CKV2_AZURE_49 (absent=pass)", "Azure Policy Workspace_PublicNetworkAccessDisabled_Audit"]
package bylaw.controls.az_ml_01

import data.bylaw.lib.infra

_types := {"azurerm_machine_learning_workspace"}

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

checks contains infra.finding("AZ-ML-01", i, r, check, "Set public_network_access_enabled to false.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "public_network_access_enabled", [false])]
