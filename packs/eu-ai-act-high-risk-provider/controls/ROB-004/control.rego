# METADATA
# title: "Small noise does not break the model"
# description: "The headline metric drops by no more than the limit under the stated perturbation set."
# custom:
#   id: ROB-004
#   subject: model
#   severity: high
#   stages: [evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high or system.affects_persons"
#   reads: [evaluation.kind, evaluation.metrics, evaluation.suite]
#   fix: "Run bylaw evaluate with --robustness, then smooth, regularise or add noisy rows to training."
#   params:
#     - {name: max_drop, default: 0.05, unit: "absolute metric", source: "no number in law", status: product, change: any}
#   references:
#     eu-ai-act: ["15(4)", "9(6)"]
#     nist-ai-rmf: ["MEASURE 2.5", "MEASURE 2.6"]
#     iso-42001: ["A.6.2.4"]
#     owasp-ml: ["ML01"]
#     mitre-atlas: ["AML.M0003"]
#     ai-verify: ["robustness"]
#     sr-26-2: ["validation"]
#     mit-ai-risk: ["7.3"]
package bylaw.controls.rob_004

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if about.high_risk

applies if about.affects_persons

required contains "model.digest"

findings contains {
	"message": sprintf("model %s has no noise evaluation of its digest", [input.subject.name]),
	"expected": "an evaluation of kind noise for this digest",
	"actual": "none",
	"fields": ["evaluation.kind", "evaluation.model_digest"],
} if count(_own) == 0

findings contains {
	"message": sprintf("model %s: noise evaluation %s names no set of perturbations with a version", [input.subject.name, e.id]),
	"expected": "suite name and version",
	"actual": "nothing",
	"fields": ["evaluation.suite"],
} if {
	some e in _own
	not e.suite.version
}

findings contains {
	"message": sprintf("model %s: noise evaluation %s measures no drop", [input.subject.name, e.id]),
	"expected": "a metric whose name ends in _drop, or a baseline to compare with",
	"actual": sprintf("%v", [[m.name | some m in e.metrics]]),
	"fields": ["evaluation.metrics"],
} if {
	some e in _own
	count(_drops(e)) == 0
}

findings contains {
	"message": sprintf("model %s: under small noise %s drops by %v > %v%s", [input.subject.name, name, limit.shown(drop), input.params.max_drop, limit.source("max_drop")]),
	"expected": sprintf("at most %v", [input.params.max_drop]),
	"actual": sprintf("%v", [limit.shown(drop)]),
	"fields": ["evaluation.metrics"],
} if {
	some e in _own
	some [name, drop] in _drops(e)
	limit.above(drop, input.params.max_drop)
}

_own contains e if some e in runs.of_kind(input.model, "noise")

_drops(e) := array.concat(_stated(e), _compared(e))

_stated(e) := [[m.name, m.value] |
	some m in e.metrics
	regex.match(`(_drop|_flip_rate|flips?)$`, m.name)
	is_number(m.value)
]

_compared(e) := [[m.name, b.value - m.value] |
	some m in e.metrics
	some b in e.baseline.metrics
	b.name == m.name
	object.get(m, "higher_is_better", true)
]
