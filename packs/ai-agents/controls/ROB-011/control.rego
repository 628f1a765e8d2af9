# METADATA
# title: "Answers are grounded"
# description: "On the reference set the share of claims supported by sources is at least the limit."
# custom:
#   id: ROB-011
#   subject: model
#   severity: high
#   stages: [evaluate, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.uses_retrieval"
#   reads: [evaluation.kind, evaluation.metrics]
#   fix: "Retrieve better, ask for citations, refuse without sources."
#   params:
#     - {name: min_groundedness, default: 0.9, unit: "0-1", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.5", "MEASURE 2.9"]
#     nist-ai-600-1: ["MS-2.5-003", "MP-2.3-001", "MP-2.3-003"]
#     owasp-llm: ["LLM09"]
#     mitre-atlas: ["AML.T0062"]
#     finos-aigf: ["ri-4", "mi-13"]
#     mit-ai-risk: ["3.1"]
package bylaw.controls.rob_011

import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if input.system.uses_retrieval == true

required contains "model.digest"

required contains "evaluation.metrics" if {
	input.model.digest
	count(_values) == 0
}

findings contains {
	"message": sprintf("model %s: the share of claims that sources support is %v < %v%s", [input.subject.name, value, input.params.min_groundedness, limit.source("min_groundedness")]),
	"expected": sprintf("at least %v", [input.params.min_groundedness]),
	"actual": sprintf("%v", [value]),
	"fields": ["evaluation.metrics"],
} if {
	some value in _values
	value < input.params.min_groundedness
}

_values contains m.value if {
	some e in runs.of_kind(input.model, "groundedness")
	some m in e.metrics
	m.name == "groundedness"
	is_number(m.value)
}
