# METADATA
# title: "Protected attributes are not features without a reason"
# description: "No feature is marked protected unless a legal reason is recorded."
# custom:
#   id: FAI-012
#   subject: model
#   severity: high
#   stages: [train]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [model.features, system.fairness.metric_choice]
#   fix: "Take the attribute out of the features, or record the legal reason."
#   references:
#     eu-ai-act: ["10(2)(f)"]
#     nist-ai-rmf: ["MEASURE 2.11"]
#     ecoa-reg-b: ["1002.9"]
#     ai-verify: ["fairness"]
#     mit-ai-risk: ["1.1"]
package bylaw.controls.fai_012

import data.bylaw.lib.about

applies if about.affects_persons

required contains "model.features"

findings contains {
	"message": sprintf("model %s takes the protected attribute %s as a feature and records no legal reason", [input.subject.name, f.name]),
	"expected": "no protected feature, or legal_reason",
	"actual": f.name,
	"fields": ["model.features", "system.fairness.metric_choice"],
} if {
	some f in input.model.features
	_is_protected(f)
	object.get(f, "legal_reason", "") == ""
}

_is_protected(f) if f.protected == true

_is_protected(f) if lower(f.name) in {lower(a) | some a in input.system.fairness.metric_choice.protected_attributes}
