# METADATA
# title: "Workspace customer key; high-business-impact flag"
# description: "Workspace customer key; high-business-impact flag: present / true"
# custom:
#   id: AZ-ML-03
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name an encryption key and set high_business_impact to true."
#   references:
#     scanners: ["Azure Policy Workspace_CMKEnabled_Audit", "CKV2_AZURE_50"]
package bylaw.controls.az_ml_03

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

checks contains infra.finding("AZ-ML-03", i, r, check, "Name an encryption key and set high_business_impact to true.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "encryption.key_id"),
	infra.is_one_of(r, "high_business_impact", [true]),
]
