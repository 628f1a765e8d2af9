# METADATA
# title: "Features are not proxies for protected attributes"
# description: "A feature whose association with a protected attribute is above the limit needs a written reason."
# custom:
#   id: FAI-011
#   subject: model
#   severity: high
#   stages: [train, evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [model.features]
#   fix: "Drop the feature, or write the reason for it into the manifest."
#   params:
#     - {name: max_association, default: 0.5, unit: "0-1 (Cramer V or scaled mutual information)", source: "above 0.5 is usually called strong", status: convention, change: any}
#   references:
#     eu-ai-act: ["10(2)(f)"]
#     nist-ai-rmf: ["MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.11-004"]
#     ai-verify: ["fairness"]
#     finos-aigf: ["ri-16"]
#     mit-ai-risk: ["1.1"]
package bylaw.controls.fai_011

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if about.affects_persons

required contains "model.features"

findings contains {
	"message": sprintf("model %s: feature %s is associated with a protected attribute at %v > %v%s and no reason is written", [input.subject.name, f.name, f.proxy_score, input.params.max_association, limit.source("max_association")]),
	"expected": sprintf("at most %v, or a reason", [input.params.max_association]),
	"actual": sprintf("%v", [f.proxy_score]),
	"fields": ["model.features"],
} if {
	some f in input.model.features
	f.proxy_score > input.params.max_association
	object.get(f, "reason", "") == ""
}

inconclusive contains {
	"message": sprintf("model %s: for feature %s no association with protected attributes was measured", [input.subject.name, f.name]),
	"expected": "proxy_score",
	"actual": "nothing",
	"fields": ["model.features"],
} if {
	some f in input.model.features
	not f.protected == true
	not is_number(f.proxy_score)
}
