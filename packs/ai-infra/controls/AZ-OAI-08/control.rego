# METADATA
# title: "Content-filter policy filters and blocks"
# description: "Content-filter policy filters and blocks: hate, sexual, violence, selfharm on prompt and completion; jailbreak on; threshold <= Medium; mode Default/Blocking"
# custom:
#   id: AZ-OAI-08
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Filter and block hate, sexual, violence and self-harm on prompts and completions at Medium or below, and jailbreaks; use a blocking mode."
#   references:
#     scanners: ["Azure Policy AllowDeploymentPromptControl/CompletionControl/MultiSeverityControl/ControlMode", "no IaC tool"]
package bylaw.controls.az_oai_08

import data.bylaw.lib.infra

_types := {"azurerm_cognitive_account_rai_policy"}

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

checks contains infra.finding("AZ-OAI-08", i, r, check, "Filter and block hate, sexual, violence and self-harm on prompts and completions at Medium or below, and jailbreaks; use a blocking mode.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_categories := {[name, source] | some name in {"hate", "sexual", "violence", "selfharm"}; some source in {"prompt", "completion"}}

_checks(r) := [
	infra.custom(r, "content_filter", count(_categories - _blocked(r)) == 0, "blocking filters for hate, sexual, violence and self-harm both ways at Medium or below"),
	infra.custom(r, "content_filter", _stops_jailbreaks(r), "a blocking jailbreak filter"),
	infra.is_one_of(r, "mode", ["Default", "Blocking"]),
]

_blocked(r) := {[_plain_name(filter.name), lower(filter.source)] |
	some filter in infra.blocks(r, "content_filter")
	_blocks(filter)
	lower(object.get(filter, "severity_threshold", "none")) in {"low", "medium"}
}

_plain_name(name) := replace(replace(lower(name), "_", ""), " ", "")

_blocks(filter) if {
	filter.filter_enabled == true
	filter.block_enabled == true
}

default _stops_jailbreaks(_) := false

_stops_jailbreaks(r) if {
	some filter in infra.blocks(r, "content_filter")
	_plain_name(filter.name) == "jailbreak"
	_blocks(filter)
}
