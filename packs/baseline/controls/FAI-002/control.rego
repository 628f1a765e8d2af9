# METADATA
# title: "Selection rates pass the four-fifths check"
# description: "For each attribute, lowest group rate divided by highest group rate is at least the limit; groups below the size limits give inconclusive, not pass."
# custom:
#   id: FAI-002
#   subject: evaluation
#   severity: critical
#   stages: [evaluate, predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.affects_persons and binary selection"
#   params:
#     - {name: min_ratio, default: 0.8, unit: "ratio", source: "29 CFR 1607.4(D); a screening number from US hiring law, not a legal safe line elsewhere; EEOC lists rescission of its copy (RIN 3046-AB43)", status: convention, change: any}
#     - {name: min_share, default: 0.02, unit: "0-1 of rows", source: "6 RCNY 5-301 small category", status: regulatory, change: any}
#     - {name: min_n, default: 30, unit: "people", source: "normal approximation rule of thumb", status: convention, change: any}
#   references:
#     eu-ai-act: ["10(2)(g)", "15(4)"]
#     nist-ai-rmf: ["MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.11-002"]
#     ugesp: ["1607.4(D)"]
#     nyc-ll144: ["5-301"]
#     ai-verify: ["fairness"]
#     omb-m-25-21: ["monitoring"]
#     finos-aigf: ["ri-16"]
#     mit-ai-risk: ["1.1"]
package bylaw.controls.fai_002

# Missing is not no: a system that does not say whether it affects persons is taken to do so when it decides about them.
applies if input.system.affects_persons

applies if {
	not "affects_persons" in object.keys(input.system)
	input.system.decision_domain
}

required contains "evaluation.groups"

findings contains {
	"message": sprintf("evaluation %s: %s %s is selected at %.4f against %.4f for %s, ratio %.4f < %v", [input.subject.name, low.attribute, low.group, low.rate, high.rate, high.group, low.rate / high.rate, input.params.min_ratio]),
	"expected": sprintf("ratio at least %v", [input.params.min_ratio]),
	"actual": sprintf("%.4f", [low.rate / high.rate]),
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in _counted}
	groups := [g | some g in _counted; g.attribute == attribute]
	highest := max([g.rate | some g in groups])
	lowest := min([g.rate | some g in groups])
	highest > 0
	lowest / highest < input.params.min_ratio
	low := [g | some g in groups; g.rate == lowest][0]
	high := [g | some g in groups; g.rate == highest][0]
}

findings contains {
	"message": sprintf("evaluation %s: %s %s has %d rows, too few to be judged", [input.subject.name, g.attribute, g.group, g.n]),
	"expected": sprintf("at least %d rows", [input.params.min_n]),
	"actual": sprintf("%d rows", [g.n]),
	"fields": ["evaluation.groups"],
} if {
	some g in input.evaluation.groups
	g.n < input.params.min_n
}

_counted contains g if {
	some g in input.evaluation.groups
	g.n >= input.params.min_n
	is_number(g.rate)
}
