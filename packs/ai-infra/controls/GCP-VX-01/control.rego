# METADATA
# title: "Vertex resources use a customer key"
# description: "Vertex resources use a customer key: present"
# custom:
#   id: GCP-VX-01
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name a customer-managed key."
#   references:
#     scanners: ["CKV_GCP_92/96", "CKV2_GCP_24/25/26 (not discovery engine)"]
package bylaw.controls.gcp_vx_01

import data.bylaw.lib.infra

_types := {
	"google_vertex_ai_endpoint",
	"google_vertex_ai_dataset",
	"google_vertex_ai_featurestore",
	"google_vertex_ai_tensorboard",
	"google_vertex_ai_metadata_store",
	"google_discovery_engine_data_store",
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

checks contains infra.finding("GCP-VX-01", i, r, check, "Name a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "encryption_spec.kms_key_name")] if r.type != "google_discovery_engine_data_store"

_checks(r) := [infra.is_present(r, "kms_key_name")] if r.type == "google_discovery_engine_data_store"
