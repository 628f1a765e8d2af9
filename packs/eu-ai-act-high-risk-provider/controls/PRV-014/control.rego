# METADATA
# title: "Model does not leak its training members"
# description: "Membership-inference advantage on the test attack is below the limit for models trained on personal data."
# custom:
#   id: PRV-014
#   subject: model
#   severity: high
#   stages: [evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.personal_data"
#   reads: [evaluation.kind, evaluation.metrics, evaluation.model_digest]
#   fix: "Regularise, train with noise, or drop rows that stand out."
#   params:
#     - {name: max_advantage, default: 0.1, unit: "TPR minus FPR", source: "no number in law; 0 is a random guess", status: product, change: any}
#   references:
#     gdpr: ["25", "32"]
#     eu-ai-act: ["15(5)"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MS-2.10-001"]
#     owasp-ml: ["ML03", "ML04"]
#     owasp-llm: ["LLM02"]
#     mitre-atlas: ["AML.T0024"]
#     cosai: ["controlModelPrivacyEnhancingTechnologies"]
#     mit-ai-risk: ["2.1"]
package bylaw.controls.prv_014

import data.bylaw.lib.datasets
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if datasets.any_personal

required contains "model.digest"

required contains "evaluation.metrics" if {
	input.model.digest
	count(_values) == 0
}

findings contains {
	"message": sprintf("model %s: membership inference has an advantage of %v > %v%s", [input.subject.name, value, input.params.max_advantage, limit.source("max_advantage")]),
	"expected": sprintf("at most %v", [input.params.max_advantage]),
	"actual": sprintf("%v", [value]),
	"fields": ["evaluation.metrics"],
} if {
	some value in _values
	value > input.params.max_advantage
}

_values contains m.value if {
	some e in runs.of_kind(input.model, "privacy")
	some m in e.metrics
	m.name == "membership_advantage"
	is_number(m.value)
}
