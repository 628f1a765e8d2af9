# METADATA
# title: "Dialogflow logs, and redacts"
# description: "Dialogflow logs, and redacts: true / true / REDACT_WITH_SERVICE"
# custom:
#   id: GCP-DF-01
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Switch interaction logging on and redact what is kept."
#   references:
#     scanners: ["CKV2_GCP_29/30/31"]
package bylaw.controls.gcp_df_01

import data.bylaw.lib.infra

_types := {
	"google_dialogflow_cx_agent",
	"google_dialogflow_agent",
	"google_dialogflow_cx_security_settings",
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

checks contains infra.finding("GCP-DF-01", i, r, check, "Switch interaction logging on and redact what is kept.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.either(
	infra.is_one_of(r, "advanced_settings.logging_settings.enable_interaction_logging", [true]),
	infra.is_one_of(r, "enable_stackdriver_logging", [true]),
)] if r.type == "google_dialogflow_cx_agent"

_checks(r) := [infra.is_one_of(r, "enable_logging", [true])] if r.type == "google_dialogflow_agent"

_checks(r) := [infra.is_one_of(r, "redaction_strategy", ["REDACT_WITH_SERVICE"])] if r.type == "google_dialogflow_cx_security_settings"
