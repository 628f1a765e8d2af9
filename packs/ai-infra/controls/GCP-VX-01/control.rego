# METADATA
# title: Vertex resources use a customer key
# description: "Vertex resources use a customer key: present"
# custom:
#   id: GCP-VX-01
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_GCP_92/96", "CKV2_GCP_24/25/26 (not discovery engine)"]
package controls.ai_infra.gcp_vx_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-VX-01"

_remedy := "Name a customer-managed key."

_types_judged := {
	"google_vertex_ai_endpoint",
	"google_vertex_ai_dataset",
	"google_vertex_ai_featurestore",
	"google_vertex_ai_tensorboard",
	"google_vertex_ai_metadata_store",
	"google_discovery_engine_data_store",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "encryption_spec.kms_key_name")] if r.type != "google_discovery_engine_data_store"

_checks(r) := [infra.is_present(r, "kms_key_name")] if r.type == "google_discovery_engine_data_store"
