# METADATA
# title: "Only approved foundation models"
# description: "Only approved foundation models: in data.approved_models (registry data document)"
# custom:
#   id: AWS-BR-13
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn"
#   fix: "Use a model of the approved list, or have the model approved."
#   params:
#     - {name: approved_models, default: [], unit: "model names", source: "organisation decides", status: product, change: any}
#   references:
#     scanners: ["Azure Policy has the counterpart", "no AWS tool"]
package bylaw.controls.aws_br_13

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_agent"}

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

checks contains infra.finding("AWS-BR-13", i, r, check, "Use a model of the approved list, or have the model approved.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "foundation_model", _approved)] if _approved

# Without a list nobody can say that a model is approved.
_checks(r) := [object.union(infra.is_present(r, "foundation_model"), {"status": "unknown", "expected": "one of the approved models (no list is given)"})] if not _approved

_approved := infra.parameter("approved_models")
