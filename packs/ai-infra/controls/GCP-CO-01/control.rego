# METADATA
# title: Colab runtime: no internet, idle shutdown, secure boot, customer key
# description: "Colab runtime: no internet, idle shutdown, secure boot, customer key: false / present / present"
# custom:
#   id: GCP-CO-01
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false / present / present"
#   when_absent: "fail"
#   references: []
package controls.ai_infra.gcp_co_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-CO-01"

_remedy := "Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."

_types_judged := {"google_colab_runtime_template"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "network_spec.enable_internet_access", [false]),
	infra.is_present(r, "idle_shutdown_config.idle_timeout"),
	infra.is_none_of(r, "shielded_vm_config.enable_secure_boot", [false], "pass"),
	infra.is_present(r, "encryption_spec.kms_key_name"),
]
