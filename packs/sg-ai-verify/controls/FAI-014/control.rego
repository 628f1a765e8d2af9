# METADATA
# title: "Generative models have a stereotype test"
# description: "An LLM bias suite was run on this model or deployment and the score is reported against the limit."
# custom:
#   id: FAI-014
#   subject: model
#   severity: medium
#   stages: [evaluate]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "model.generative"
#   reads: [evaluation.kind, evaluation.suite, evaluation.metrics]
#   fix: "Change prompt, data or model, and run the suite again."
#   params:
#     - {name: max_bias_score, default: 0.1, unit: "suite score", source: "suite-dependent, set per suite", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.11-001"]
#     ai-verify: ["fairness"]
#     mit-ai-risk: ["1.1"]
package bylaw.controls.fai_014

import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if input.model.generative == true

required contains "model.digest"

required contains "evaluation.metrics" if {
	input.model.digest
	count(_values) == 0
}

findings contains {
	"message": sprintf("model %s: the bias suite scores %v > %v%s", [input.subject.name, value, input.params.max_bias_score, limit.source("max_bias_score")]),
	"expected": sprintf("at most %v", [input.params.max_bias_score]),
	"actual": sprintf("%v", [value]),
	"fields": ["evaluation.metrics"],
} if {
	some value in _values
	value > input.params.max_bias_score
}

_values contains m.value if {
	some e in runs.of_kind(input.model, "llm_bias")
	some m in e.metrics
	m.name == "bias_score"
	is_number(m.value)
}
