# METADATA
# title: "Notebooks: no public IP, customer key, shielded VM, no proxy for restricted data"
# description: "Notebooks: no public IP, customer key, shielded VM, no proxy for restricted data: true / present / true"
# custom:
#   id: GCP-NB-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Take the public address away, name a customer-managed key and keep the shielded machine on."
#   references:
#     scanners: ["CKV_GCP_89/126/127", "CKV2_GCP_21/27/28/35/36"]
package bylaw.controls.gcp_nb_01

import data.bylaw.lib.infra

_types := {
	"google_workbench_instance",
	"google_notebooks_instance",
	"google_notebooks_runtime",
}

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

checks contains infra.finding("GCP-NB-01", i, r, check, "Take the public address away, name a customer-managed key and keep the shielded machine on.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "gce_setup.disable_public_ip", [true]),
	infra.is_present(r, "gce_setup.boot_disk.kms_key"),
	infra.is_none_of(r, "gce_setup.shielded_instance_config.enable_vtpm", [false], "pass"),
	infra.is_none_of(r, "disable_proxy_access", [false], "pass"),
] if r.type == "google_workbench_instance"

_checks(r) := [
	infra.is_one_of(r, "no_public_ip", [true]),
	infra.is_present(r, "kms_key"),
	infra.is_none_of(r, "shielded_instance_config.enable_vtpm", [false], "pass"),
	infra.is_none_of(r, "shielded_instance_config.enable_integrity_monitoring", [false], "pass"),
] if r.type == "google_notebooks_instance"

_checks(r) := [
	infra.is_one_of(r, "virtual_machine.virtual_machine_config.internal_ip_only", [true]),
	infra.is_present(r, "virtual_machine.virtual_machine_config.encryption_config.kms_key"),
] if r.type == "google_notebooks_runtime"
