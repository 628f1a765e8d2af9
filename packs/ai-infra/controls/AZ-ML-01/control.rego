# METADATA
# title: ML workspace is not public
# description: "ML workspace is not public: false / Disabled"
# custom:
#   id: AZ-ML-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set public_network_access_enabled to false."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false / Disabled"
#   when_absent: "fail"
#   references: ["CKV_AZURE_144 (absent=fail) contradicts CKV2_AZURE_49 (absent=pass)", "Azure Policy Workspace_PublicNetworkAccessDisabled_Audit"]
package controls.ai_infra.az_ml_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-ML-01"

_remedy := "Set public_network_access_enabled to false."

_types_judged := {"azurerm_machine_learning_workspace"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "public_network_access_enabled", [false])]
