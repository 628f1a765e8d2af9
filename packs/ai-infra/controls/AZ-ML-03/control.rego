# METADATA
# title: Workspace customer key; high-business-impact flag
# description: "Workspace customer key; high-business-impact flag: present / true"
# custom:
#   id: AZ-ML-03
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name an encryption key and set high_business_impact to true."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present / true"
#   when_absent: "fail"
#   references: ["Azure Policy Workspace_CMKEnabled_Audit", "CKV2_AZURE_50"]
package controls.ai_infra.az_ml_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-ML-03"

_remedy := "Name an encryption key and set high_business_impact to true."

_types_judged := {"azurerm_machine_learning_workspace"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "encryption.key_id"),
	infra.is_one_of(r, "high_business_impact", [true]),
]
