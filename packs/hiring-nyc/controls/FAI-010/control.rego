# METADATA
# title: "Small groups are shown as inconclusive with an interval"
# description: "Any group under the size limit or with an interval that crosses the limit is reported inconclusive and needs a written decision."
# custom:
#   id: FAI-010
#   subject: evaluation
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [evaluation.groups, evaluation.metrics, evaluation.excluded]
#   fix: "Write down, under excluded, what was decided about the group and why."
#   params:
#     - {name: confidence, default: 0.95, unit: "0-1", source: "usual level", status: convention, change: any}
#     - {name: min_n, default: 30, unit: "people", source: "rule of thumb", status: convention, change: any, stricter: higher}
#   references:
#     nist-ai-rmf: ["MEASURE 2.13", "MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.13-001"]
#     nyc-ll144: ["5-301"]
#     sr-26-2: ["validation"]
package bylaw.controls.fai_010

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
}

required contains "evaluation.groups"

findings contains {
	"message": sprintf("evaluation %s: %s %s has %d rows < %d%s and no written decision", [input.subject.name, g.attribute, g.group, g.n, input.params.min_n, limit.source("min_n")]),
	"expected": sprintf("at least %d rows, or a decision under excluded", [input.params.min_n]),
	"actual": sprintf("%d rows", [g.n]),
	"fields": ["evaluation.groups", "evaluation.excluded"],
} if {
	some g in input.evaluation.groups
	object.get(g, "insufficient", "") != "a value is not known"
	g.n < input.params.min_n
	not _is_decided(g)
}

# A reason that a tool filled in is no decision: somebody has to have decided.
_is_decided(g) if {
	some e in input.evaluation.excluded
	e.group in {g.group, sprintf("%s=%s", [g.attribute, g.group])}
	e.reason != ""
	e.decided_by != ""
}
