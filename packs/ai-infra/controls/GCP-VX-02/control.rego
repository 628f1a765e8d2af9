# METADATA
# title: "Endpoint and index endpoint are private"
# description: "Endpoint and index endpoint are private: network or PSC; not public"
# custom:
#   id: GCP-VX-02
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Put the endpoint into a network or use Private Service Connect."
#   references:
#     scanners: ["CKV2_GCP_33 (ignores PSC: false positive)", "CKV2_GCP_34"]
package bylaw.controls.gcp_vx_02

import data.bylaw.lib.infra

_types := {"google_vertex_ai_endpoint", "google_vertex_ai_index_endpoint"}

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

checks contains infra.finding("GCP-VX-02", i, r, check, "Put the endpoint into a network or use Private Service Connect.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.either(infra.is_present(r, "network"), infra.is_one_of(r, "private_service_connect_config.enable_private_service_connect", [true]))] if r.type == "google_vertex_ai_endpoint"

_checks(r) := [infra.is_none_of(r, "public_endpoint_enabled", [true], "pass")] if r.type == "google_vertex_ai_index_endpoint"
