# METADATA
# title: "No group gets much worse quality"
# description: "The headline metric of the worst group is at least the stated fraction of the overall value."
# custom:
#   id: FAI-008
#   subject: evaluation
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [evaluation.groups, evaluation.metrics]
#   fix: "Improve the model for the group, or say why the group is harder and ask for a waiver."
#   params:
#     - {name: min_fraction, default: 0.9, unit: "ratio", source: "no number in law", status: product, change: any}
#   references:
#     eu-ai-act: ["13(3)(b)", "15(1)", "Annex IV"]
#     nist-ai-rmf: ["MEASURE 2.11", "MEASURE 2.3"]
#     nist-ai-600-1: ["MS-2.11-002", "MS-1.1-006"]
#     ai-verify: ["fairness"]
#     mit-ai-risk: ["1.3"]
package bylaw.controls.fai_008

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
}

required contains "evaluation.groups"

required contains "evaluation.metrics"

required contains "evaluation.groups.metric" if {
	runs.has_groups(input.evaluation)
	count(_measured) == 0
}

findings contains {
	"message": sprintf("evaluation %s: %s of %s %s is %.4f against %.4f overall, fraction %v < %v%s", [input.subject.name, _name, g.attribute, g.group, g.metric, _overall, limit.shown(g.metric / _overall), input.params.min_fraction, limit.source("min_fraction")]),
	"expected": sprintf("at least %v of the overall value", [input.params.min_fraction]),
	"actual": sprintf("%v", [limit.shown(g.metric / _overall)]),
	"fields": ["evaluation.groups", "evaluation.metrics"],
} if {
	some g in _measured
	limit.below(g.metric / _overall, input.params.min_fraction)
}

inconclusive contains {
	"message": sprintf("evaluation %s states no overall value of %s to compare with", [input.subject.name, _name]),
	"expected": _name,
	"actual": "nothing",
	"fields": ["evaluation.metrics"],
} if not is_number(_overall)

_measured := [g | some g in input.evaluation.groups; is_number(g.metric)]

_name := object.get(_measured[0], "metric_name", input.evaluation.metrics[0].name)

_overall := runs.value(input.evaluation, _name)
