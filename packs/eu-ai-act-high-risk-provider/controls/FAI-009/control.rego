# METADATA
# title: "Scores mean the same for each group"
# description: "Expected calibration error per group, and the gap between groups, are at most the limit."
# custom:
#   id: FAI-009
#   subject: evaluation
#   severity: medium
#   stages: [evaluate]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "decision_domain in credit, insurance, health"
#   reads: [evaluation.groups]
#   fix: "Calibrate by group, and test again."
#   params:
#     - {name: max_gap, default: 0.05, unit: "absolute", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.11", "MEASURE 2.5"]
#     eu-ai-act: ["15(1)"]
#     sr-26-2: ["validation"]
#     ai-verify: ["fairness"]
package bylaw.controls.fai_009

import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	input.system.decision_domain in {"credit", "insurance", "health"}
	runs.concerns_groups
}

required contains "evaluation.groups"

required contains "evaluation.groups.calibration_error" if {
	runs.has_groups(input.evaluation)
	count(_measured) == 0
}

findings contains {
	"message": sprintf("evaluation %s: the calibration error of %s %s is %v > %v%s", [input.subject.name, g.attribute, g.group, limit.shown(g.calibration_error), input.params.max_gap, limit.source("max_gap")]),
	"expected": sprintf("at most %v", [input.params.max_gap]),
	"actual": sprintf("%v", [limit.shown(g.calibration_error)]),
	"fields": ["evaluation.groups"],
} if {
	some g in _measured
	limit.above(g.calibration_error, input.params.max_gap)
}

findings contains {
	"message": sprintf("evaluation %s: calibration errors by %s differ by %v > %v%s", [input.subject.name, attribute, limit.shown(gap), input.params.max_gap, limit.source("max_gap")]),
	"expected": sprintf("a gap of at most %v", [input.params.max_gap]),
	"actual": sprintf("%v", [limit.shown(gap)]),
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in _measured}
	errors := [g.calibration_error | some g in _measured; g.attribute == attribute]
	gap := max(errors) - min(errors)
	limit.above(gap, input.params.max_gap)
}

_measured := [g | some g in input.evaluation.groups; is_number(g.calibration_error)]
