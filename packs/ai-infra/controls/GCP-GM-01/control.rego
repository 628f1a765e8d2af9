# METADATA
# title: "Gemini data sharing with the provider is off"
# description: "Gemini data sharing with the provider is off: false"
# custom:
#   id: GCP-GM-01
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn"
#   fix: "Set enable_data_sharing to false."
#   references:
#     scanners: []
package bylaw.controls.gcp_gm_01

import data.bylaw.lib.infra

_types := {"google_gemini_data_sharing_with_google_setting"}

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

checks contains infra.finding("GCP-GM-01", i, r, check, "Set enable_data_sharing to false.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "enable_data_sharing", [false])]
