# METADATA
# title: Dialogflow logs, and redacts
# description: "Dialogflow logs, and redacts: true / true / REDACT_WITH_SERVICE"
# custom:
#   id: GCP-DF-01
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Switch interaction logging on and redact what is kept."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "true / true / REDACT_WITH_SERVICE"
#   when_absent: "fail"
#   references: ["CKV2_GCP_29/30/31"]
package controls.ai_infra.gcp_df_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-DF-01"

_remedy := "Switch interaction logging on and redact what is kept."

_types_judged := {
	"google_dialogflow_cx_agent",
	"google_dialogflow_agent",
	"google_dialogflow_cx_security_settings",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.either(
	infra.is_one_of(r, "advanced_settings.logging_settings.enable_interaction_logging", [true]),
	infra.is_one_of(r, "enable_stackdriver_logging", [true]),
)] if r.type == "google_dialogflow_cx_agent"

_checks(r) := [infra.is_one_of(r, "enable_logging", [true])] if r.type == "google_dialogflow_agent"

_checks(r) := [infra.is_one_of(r, "redaction_strategy", ["REDACT_WITH_SERVICE"])] if r.type == "google_dialogflow_cx_security_settings"
