# METADATA
# title: Endpoint logs requests and responses
# description: "Endpoint logs requests and responses: true with a destination"
# custom:
#   id: GCP-VX-03
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Enable request and response logging with a BigQuery destination."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "true with a destination"
#   when_absent: "fail for high-risk"
#   references: []
package controls.ai_infra.gcp_vx_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-VX-03"

_remedy := "Enable request and response logging with a BigQuery destination."

_types_judged := {"google_vertex_ai_endpoint"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "predict_request_response_logging_config.enabled", [true]),
	infra.is_present(r, "predict_request_response_logging_config.bigquery_destination.output_uri"),
]
