# METADATA
# title: "Fairness in production holds"
# description: "Impact ratio in the last window is at least the limit for each big enough group."
# custom:
#   id: MON-004
#   subject: monitoring
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [monitoring.reports]
#   fix: "Look at the groups; roll back or mend."
#   params:
#     - {name: min_ratio, default: 0.8, unit: "ratio", source: "see FAI-002", status: convention, change: any}
#     - {name: min_n, default: 30, unit: "people", source: "rule of thumb", status: convention, change: any, stricter: lower}
#   references:
#     eu-ai-act: ["72(2)", "15(4)", "26(5)"]
#     nist-ai-rmf: ["MEASURE 2.11", "MEASURE 2.4"]
#     nist-ai-600-1: ["MS-1.1-006"]
#     nyc-ll144: ["5-301"]
#     iso-42001: ["A.6.2.6"]
#     ai-verify: ["fairness"]
#     omb-m-25-21: ["monitoring"]
#     mit-ai-risk: ["1.1"]
package bylaw.controls.mon_004

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if about.affects_persons

required contains "monitoring.reports"

findings contains {
	"message": sprintf("%s: %s %s has an impact ratio of %v < %v%s", [input.subject.name, f.attribute, f.group, f.impact_ratio, input.params.min_ratio, limit.source("min_ratio")]),
	"expected": sprintf("at least %v", [input.params.min_ratio]),
	"actual": sprintf("%v", [f.impact_ratio]),
	"fields": ["monitoring.reports"],
} if {
	some r in _newest
	some f in r.fairness
	f.n >= input.params.min_n
	f.impact_ratio < input.params.min_ratio
}

inconclusive contains {
	"message": sprintf("%s: the last reports hold nothing on fairness", [input.subject.name]),
	"expected": "fairness",
	"actual": "nothing",
	"fields": ["monitoring.reports"],
} if count([r | some r in _newest; count(r.fairness) > 0]) == 0

inconclusive contains {
	"message": sprintf("%s: %s %s has %d people < %d%s, too few to be judged", [input.subject.name, f.attribute, f.group, f.n, input.params.min_n, limit.source("min_n")]),
	"expected": sprintf("at least %d", [input.params.min_n]),
	"actual": sprintf("%d", [f.n]),
	"fields": ["monitoring.reports"],
} if {
	some r in _newest
	some f in r.fairness
	f.n < input.params.min_n
}

# The last report of each model.
_newest contains r if {
	some r in input.monitoring.reports
	r.at == max([o.at | some o in input.monitoring.reports; o.model_digest == r.model_digest])
}
