# METADATA
# title: "Attack success is below the limit"
# description: "Success rate of the declared adversarial attacks is at most the limit."
# custom:
#   id: ROB-005
#   subject: model
#   severity: high
#   stages: [evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.risk.class = high and model.kind in vision, nlp, speech, tabular"
#   reads: [evaluation.kind, evaluation.metrics, evaluation.suite]
#   fix: "Train against the attacks, or limit what input may be."
#   params:
#     - {name: max_success, default: 0.2, unit: "0-1", source: "no number in law", status: product, change: any}
#   references:
#     eu-ai-act: ["15(5)"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     iso-42001: ["A.6.2.4"]
#     owasp-ml: ["ML01", "ML09"]
#     mitre-atlas: ["AML.M0003", "AML.M0015", "AML.T0015", "AML.T0043"]
#     cosai: ["controlAdversarialTrainingAndTesting"]
#     ai-verify: ["security"]
#     nist-800-53: ["CA-8"]
#     mit-ai-risk: ["2.2"]
package bylaw.controls.rob_005

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.high_risk
	input.model.kind in {"vision", "nlp", "speech", "tabular"}
}

required contains "model.digest"

required contains "evaluation.metrics" if {
	input.model.digest
	count(_values) == 0
}

findings contains {
	"message": sprintf("model %s: adversarial attacks succeed at %v > %v%s", [input.subject.name, value, input.params.max_success, limit.source("max_success")]),
	"expected": sprintf("at most %v", [input.params.max_success]),
	"actual": sprintf("%v", [value]),
	"fields": ["evaluation.metrics"],
} if {
	some value in _values
	value > input.params.max_success
}

_values contains m.value if {
	some e in runs.of_kind(input.model, "adversarial")
	some m in e.metrics
	m.name == "attack_success_rate"
	is_number(m.value)
}
