# METADATA
# title: "Endpoint logs requests and responses"
# description: "Endpoint logs requests and responses: true with a destination"
# custom:
#   id: GCP-VX-03
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail for high-risk"
#   fix: "Enable request and response logging with a BigQuery destination."
#   references:
#     scanners: []
package bylaw.controls.gcp_vx_03

import data.bylaw.lib.infra

_types := {"google_vertex_ai_endpoint"}

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

checks contains infra.finding("GCP-VX-03", i, r, check, "Enable request and response logging with a BigQuery destination.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "predict_request_response_logging_config.enabled", [true]),
	infra.is_present(r, "predict_request_response_logging_config.bigquery_destination.output_uri"),
]
