# METADATA
# title: "Validation was done by other people"
# description: "The evaluator is independent: not an author of the model or data and not in the same reporting line for the highest tier."
# custom:
#   id: ROB-014
#   subject: model
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.class = high"
#   reads: [evaluation.evaluator, approval.author]
#   fix: "Have the model validated by people outside of the team that built it."
#   references:
#     nist-ai-rmf: ["MEASURE 1.3"]
#     nist-ai-600-1: ["MS-1.3-003", "GV-3.2-001"]
#     sr-26-2: ["validation"]
#     iso-42001: ["A.6.2.4"]
#     eu-ai-act: ["17(1)"]
#     nist-800-53: ["CA-2"]
#     soc2: ["CC4.1"]
package bylaw.controls.rob_014

import data.bylaw.lib.about
import data.bylaw.lib.runs

applies if about.high_risk

required contains "model.digest"

required contains "evaluation.evaluator" if count(_judged) == 0

findings contains {
	"message": sprintf("model %s: evaluation %s was done by %s, who is not marked independent", [input.subject.name, e.id, object.get(e.evaluator, "person", "nobody named")]),
	"expected": "an independent evaluator",
	"actual": sprintf("independent: %v", [object.get(e.evaluator, "independent", "nothing")]),
	"fields": ["evaluation.evaluator"],
} if {
	count(_independent) == 0
	some e in _judged
	not e.evaluator.independent == true
}

findings contains {
	"message": sprintf("model %s: evaluation %s was done by %s, who is author or owner", [input.subject.name, e.id, e.evaluator.person]),
	"expected": "somebody else",
	"actual": e.evaluator.person,
	"fields": ["evaluation.evaluator", "approval.author"],
} if {
	count(_independent) == 0
	some e in _judged
	e.evaluator.independent == true
	lower(e.evaluator.person) in _involved
}

_judged contains e if {
	some e in runs.of_model(input.model)
	e.evaluator
}

_independent contains e if {
	some e in _judged
	e.evaluator.independent == true
	not lower(object.get(e.evaluator, "person", "")) in _involved
}

_involved contains lower(a.author) if some a in input.all.approval

_involved contains lower(input.system.owner.contact)
