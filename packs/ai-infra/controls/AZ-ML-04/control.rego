# METADATA
# title: "Compute: no local auth, no public IP, in a subnet, SSH closed, scales to zero"
# description: "Compute: no local auth, no public IP, in a subnet, SSH closed, scales to zero: false / false / present / false / 0"
# custom:
#   id: AZ-ML-04
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero."
#   references:
#     scanners: ["CKV_AZURE_142", "CKV_AZURE_150", "Azure Policy DisableLocalAuth_Audit", "Vnet_Audit", "IdleShutdown_Audit"]
package bylaw.controls.az_ml_04

import data.bylaw.lib.infra

_types := {"azurerm_machine_learning_compute_instance", "azurerm_machine_learning_compute_cluster"}

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

checks contains infra.finding("AZ-ML-04", i, r, check, "Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := array.concat(_common(r), _of_cluster(r))

_common(r) := [
	infra.is_one_of(r, "local_auth_enabled", [false]),
	infra.is_one_of(r, "node_public_ip_enabled", [false]),
	infra.is_present(r, "subnet_resource_id"),
]

_of_cluster(r) := [infra.is_one_of(r, "ssh_public_access_enabled", [false]), infra.is_at_most(r, "scale_settings.min_node_count", 0, "fail")] if r.type == "azurerm_machine_learning_compute_cluster"

_of_cluster(r) := [] if r.type != "azurerm_machine_learning_compute_cluster"
