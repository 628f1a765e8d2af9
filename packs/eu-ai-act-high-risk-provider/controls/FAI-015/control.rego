# METADATA
# title: "The fairness measure was chosen for a reason"
# description: "The metric, the attributes, the groups and the reason are written before results are seen."
# custom:
#   id: FAI-015
#   subject: system
#   severity: medium
#   stages: [design]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.affects_persons"
#   reads: [system.fairness.metric_choice]
#   fix: "Write down measure, attributes and reason before you look at results."
#   references:
#     eu-ai-act: ["9(8)", "10(2)(d)"]
#     nist-ai-rmf: ["MEASURE 1.1"]
#     iso-42001: ["A.6.1.2"]
#     ai-verify: ["fairness"]
#     iso-23894: ["6.3"]
package bylaw.controls.fai_015

import data.bylaw.lib.about

applies if about.affects_persons

required contains "system.fairness.metric_choice"

findings contains {
	"message": sprintf("system %s: the choice of a fairness measure names no %s", [input.subject.name, replace(key, "_", " ")]),
	"expected": key,
	"actual": "nothing",
	"fields": [sprintf("system.fairness.metric_choice.%s", [key])],
} if {
	some key in ["metric", "rationale", "protected_attributes"]
	object.get(input.system.fairness.metric_choice, key, "") in {"", []}
}
