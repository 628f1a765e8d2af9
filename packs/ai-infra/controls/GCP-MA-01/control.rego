# METADATA
# title: Model Armor: jailbreak, personal-data and URI filters on; floor setting enforced
# description: "Model Armor: jailbreak, personal-data and URI filters on; floor setting enforced: ENABLED / ENABLED / true; confidence <= MEDIUM_AND_ABOVE"
# custom:
#   id: GCP-MA-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Enable the jailbreak and personal-data filters, and enforce the floor setting."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "ENABLED / ENABLED / true; confidence <= MEDIUM_AND_ABOVE"
#   when_absent: "fail"
#   references: []
package controls.ai_infra.gcp_ma_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "GCP-MA-01"

_remedy := "Enable the jailbreak and personal-data filters, and enforce the floor setting."

_types_judged := {"google_model_armor_template", "google_model_armor_floorsetting"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
