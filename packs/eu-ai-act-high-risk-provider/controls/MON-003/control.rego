# METADATA
# title: "Quality in production holds"
# description: "The metric in the last window is not lower than the baseline by more than the limit."
# custom:
#   id: MON-003
#   subject: monitoring
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [monitoring.reports]
#   fix: "Roll back or retrain."
#   params:
#     - {name: max_drop, default: 0.05, unit: "absolute", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.4", "MEASURE 4.3", "MANAGE 2.2"]
#     eu-ai-act: ["15(1)", "15(3)", "72(2)", "26(5)"]
#     nist-ai-600-1: ["MS-4.2-002"]
#     iso-42001: ["A.6.2.6"]
#     sr-26-2: ["monitoring"]
#     omb-m-25-21: ["monitoring"]
#     soc2: ["PI1.3"]
#     mit-ai-risk: ["7.3"]
#     ai-verify: ["robustness"]
package bylaw.controls.mon_003

import data.bylaw.lib.limit

applies := true

required contains "monitoring.reports"

findings contains {
	"message": sprintf("%s: %s fell from %v to %v, by %v > %v%s", [input.subject.name, p.metric, p.baseline, p.current, limit.shown(_drop(p)), input.params.max_drop, limit.source("max_drop")]),
	"expected": sprintf("a drop of at most %v", [input.params.max_drop]),
	"actual": sprintf("%v", [limit.shown(_drop(p))]),
	"fields": ["monitoring.reports"],
} if {
	some r in _newest
	some p in r.performance
	limit.above(_drop(p), input.params.max_drop)
}

inconclusive contains {
	"message": sprintf("%s: the last reports hold nothing on quality", [input.subject.name]),
	"expected": "performance",
	"actual": "nothing",
	"fields": ["monitoring.reports"],
} if count([r | some r in _newest; count(r.performance) > 0]) == 0

# The last report of each model.
_newest contains r if {
	some r in input.monitoring.reports
	r.at == max([o.at | some o in input.monitoring.reports; o.model_digest == r.model_digest])
}

_drop(p) := p.baseline - p.current if object.get(p, "higher_is_better", true)

_drop(p) := p.current - p.baseline if not object.get(p, "higher_is_better", true)
