# METADATA
# title: Compute: no local auth, no public IP, in a subnet, SSH closed, scales to zero
# description: "Compute: no local auth, no public IP, in a subnet, SSH closed, scales to zero: false / false / present / false / 0"
# custom:
#   id: AZ-ML-04
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false / false / present / false / 0"
#   when_absent: "fail"
#   references: ["CKV_AZURE_142", "CKV_AZURE_150", "Azure Policy DisableLocalAuth_Audit", "Vnet_Audit", "IdleShutdown_Audit"]
package controls.ai_infra.az_ml_04

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-ML-04"

_remedy := "Switch local authentication, public addresses and SSH off, put compute into a subnet and let clusters scale to zero."

_types_judged := {"azurerm_machine_learning_compute_instance", "azurerm_machine_learning_compute_cluster"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
