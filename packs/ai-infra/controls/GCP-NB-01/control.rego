# METADATA
# title: Notebooks: no public IP, customer key, shielded VM, no proxy for restricted data
# description: "Notebooks: no public IP, customer key, shielded VM, no proxy for restricted data: true / present / true"
# custom:
#   id: GCP-NB-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Take the public address away, name a customer-managed key and keep the shielded machine on."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "true / present / true"
#   when_absent: "fail"
#   references: ["CKV_GCP_89/126/127", "CKV2_GCP_21/27/28/35/36"]
package controls.ai_infra.gcp_nb_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-NB-01"

_remedy := "Take the public address away, name a customer-managed key and keep the shielded machine on."

_types_judged := {
	"google_workbench_instance",
	"google_notebooks_instance",
	"google_notebooks_runtime",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
