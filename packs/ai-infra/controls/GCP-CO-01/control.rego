# METADATA
# title: "Colab runtime: no internet, idle shutdown, secure boot, customer key"
# description: "Colab runtime: no internet, idle shutdown, secure boot, customer key: false / present / present"
# custom:
#   id: GCP-CO-01
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key."
#   references:
#     scanners: []
package bylaw.controls.gcp_co_01

import data.bylaw.lib.infra

_types := {"google_colab_runtime_template"}

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

checks contains infra.finding("GCP-CO-01", i, r, check, "Switch internet access off, shut idle runtimes down, keep secure boot on and name a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "network_spec.enable_internet_access", [false]),
	infra.is_present(r, "idle_shutdown_config.idle_timeout"),
	infra.is_none_of(r, "shielded_vm_config.enable_secure_boot", [false], "pass"),
	infra.is_present(r, "encryption_spec.kms_key_name"),
]
