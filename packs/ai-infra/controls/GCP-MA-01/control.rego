# METADATA
# title: "Model Armor: jailbreak, personal-data and URI filters on; floor setting enforced"
# description: "Model Armor: jailbreak, personal-data and URI filters on; floor setting enforced: ENABLED / ENABLED / true; confidence <= MEDIUM_AND_ABOVE"
# custom:
#   id: GCP-MA-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Enable the jailbreak and personal-data filters, and enforce the floor setting."
#   references:
#     scanners: []
package bylaw.controls.gcp_ma_01

import data.bylaw.lib.infra

_types := {"google_model_armor_template", "google_model_armor_floorsetting"}

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

checks contains infra.finding("GCP-MA-01", i, r, check, "Enable the jailbreak and personal-data filters, and enforce the floor setting.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := array.concat(
	[
		infra.is_one_of(r, "filter_config.pi_and_jailbreak_filter_settings.filter_enforcement", ["ENABLED"]),
		infra.either(
			infra.is_one_of(r, "filter_config.sdp_settings.basic_config.filter_enforcement", ["ENABLED"]),
			infra.is_present(r, "filter_config.sdp_settings.advanced_config.inspect_template"),
		),
		infra.is_none_of(r, "filter_config.pi_and_jailbreak_filter_settings.confidence_level", ["HIGH"], "pass"),
		infra.is_none_of(r, "filter_config.malicious_uri_filter_settings.filter_enforcement", ["DISABLED"], "pass"),
	],
	[infra.is_one_of(r, "enable_floor_setting_enforcement", [true]) | r.type == "google_model_armor_floorsetting"],
)
