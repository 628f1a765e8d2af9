# METADATA
# title: "False-positive rates are close between groups"
# description: "Largest gap in false-positive rate between groups is at most the limit."
# custom:
#   id: FAI-007
#   subject: evaluation
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons and labels known"
#   reads: [evaluation.groups]
#   fix: "Compare errors between groups, look at labels and threshold, re-test."
#   params:
#     - {name: max_gap, default: 0.1, unit: "absolute", source: "same band as equal opportunity", status: convention, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.11"]
#     eu-ai-act: ["10(2)(g)", "15(1)"]
#     ai-verify: ["fairness"]
#     mit-ai-risk: ["1.3"]
package bylaw.controls.fai_007

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
}

required contains "evaluation.groups"

required contains "evaluation.groups.fpr" if {
	runs.has_groups(input.evaluation)
	count([g | some g in input.evaluation.groups; is_number(g.fpr)]) == 0
}

findings contains {
	"message": sprintf("evaluation %s: false-positive rates by %s are %.4f for %s and %.4f for %s, gap %v > %v%s", [input.subject.name, attribute, low[0], low[1], high[0], high[1], limit.shown(gap), input.params.max_gap, limit.source("max_gap")]),
	"expected": sprintf("a gap of at most %v", [input.params.max_gap]),
	"actual": sprintf("%v", [limit.shown(gap)]),
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in _measured}
	rates := [[g.fpr, g.group] | some g in _measured; g.attribute == attribute]
	low := min(rates)
	high := max(rates)
	gap := high[0] - low[0]
	limit.above(gap, input.params.max_gap)
}

inconclusive contains {
	"message": sprintf("evaluation %s: fewer than two groups of %s have a false-positive rate", [input.subject.name, attribute]),
	"expected": "two groups",
	"actual": "fewer",
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in input.evaluation.groups}
	count([g | some g in _measured; g.attribute == attribute]) < 2
}

# A group that is too small to have a rate is left out; it neither passes nor sets the gap.
_measured := [g | some g in input.evaluation.groups; is_number(g.fpr)]
