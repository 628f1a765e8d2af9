# METADATA
# title: "True-positive rates are close between groups"
# description: "Largest gap in true-positive rate between groups is at most the limit."
# custom:
#   id: FAI-006
#   subject: evaluation
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons and labels known"
#   params:
#     - {name: max_gap, default: 0.1, unit: "absolute", source: "AIF360 reads -0.1 to 0.1 as fair", status: convention, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.11"]
#     eu-ai-act: ["10(2)(g)", "15(1)"]
#     nist-ai-600-1: ["MS-2.11-002"]
#     ai-verify: ["fairness"]
#     mit-ai-risk: ["1.3"]
package bylaw.controls.fai_006

# Missing is not no: a system that does not say whether it affects persons is taken to do so when it decides about them.
applies if input.system.affects_persons

applies if {
	not "affects_persons" in object.keys(input.system)
	input.system.decision_domain
}

required contains "evaluation.groups"

findings contains {
	"message": sprintf("evaluation %s: true-positive rates by %s differ by %.4f (%.4f to %.4f)", [input.subject.name, attribute, gap, min(rates), max(rates)]),
	"expected": sprintf("a gap of at most %v", [input.params.max_gap]),
	"actual": sprintf("%.4f", [gap]),
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in input.evaluation.groups}
	rates := [g.tpr | some g in input.evaluation.groups; g.attribute == attribute; is_number(g.tpr)]
	gap := max(rates) - min(rates)
	gap > input.params.max_gap
}
