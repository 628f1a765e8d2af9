# METADATA
# title: Endpoint and index endpoint are private
# description: "Endpoint and index endpoint are private: network or PSC; not public"
# custom:
#   id: GCP-VX-02
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Put the endpoint into a network or use Private Service Connect."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "network or PSC; not public"
#   when_absent: "fail"
#   references: ["CKV2_GCP_33 (ignores PSC: false positive)", "CKV2_GCP_34"]
package controls.ai_infra.gcp_vx_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-VX-02"

_remedy := "Put the endpoint into a network or use Private Service Connect."

_types_judged := {"google_vertex_ai_endpoint", "google_vertex_ai_index_endpoint"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.either(infra.is_present(r, "network"), infra.is_one_of(r, "private_service_connect_config.enable_private_service_connect", [true]))] if r.type == "google_vertex_ai_endpoint"

_checks(r) := [infra.is_none_of(r, "public_endpoint_enabled", [true], "pass")] if r.type == "google_vertex_ai_index_endpoint"
