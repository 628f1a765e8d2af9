# METADATA
# title: "Intersections are reported"
# description: "Rates and ratios exist for sex by race/ethnicity, with excluded small cells listed with share and reason, and the count of unknown-category people."
# custom:
#   id: FAI-003
#   subject: evaluation
#   severity: high
#   stages: [evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "pack hiring-nyc"
#   reads: [evaluation.intersections, evaluation.excluded, evaluation.unknown_category_count]
#   fix: "Report sex by race and ethnicity, list the small cells with share and reason, count the unknown."
#   params:
#     - {name: small_share, default: 0.02, unit: "0-1", source: "6 RCNY 5-301", status: regulatory, change: none}
#   references:
#     nyc-ll144: ["5-301"]
#     nist-ai-rmf: ["MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.11-004"]
#     ai-verify: ["fairness"]
package bylaw.controls.fai_003

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
	"US-NY-NYC" in input.system.jurisdictions
}

required contains "evaluation.intersections"

required contains "evaluation.unknown_category_count"

findings contains {
	"message": sprintf("evaluation %s reports no intersection of sex and race or ethnicity", [input.subject.name]),
	"expected": "rates for sex by race/ethnicity",
	"actual": sprintf("%v", [sort({c.attribute | some c in input.evaluation.intersections})]),
	"fields": ["evaluation.intersections"],
} if count(_cells) == 0

findings contains {
	"message": sprintf("evaluation %s: cell %s has no rate", [input.subject.name, c.group]),
	"expected": "a rate",
	"actual": "none",
	"fields": ["evaluation.intersections"],
} if {
	some c in _cells
	not is_number(c.rate)
}

findings contains {
	"message": sprintf("evaluation %s: cell %s has no impact ratio and is not excluded", [input.subject.name, c.group]),
	"expected": "an impact ratio, or an entry under excluded",
	"actual": "neither",
	"fields": ["evaluation.intersections", "evaluation.excluded"],
} if {
	some c in _cells
	not is_number(c.impact_ratio)
	not _entry(c)
}

findings contains {
	"message": sprintf("evaluation %s: the excluded cell %s states no %s", [input.subject.name, e.group, key]),
	"expected": key,
	"actual": "nothing",
	"fields": ["evaluation.excluded"],
} if {
	some e in input.evaluation.excluded
	some key in ["share", "reason"]
	object.get(e, key, "") == ""
}

findings contains {
	"message": sprintf("evaluation %s: cell %s is excluded with a share of %v >= %v%s", [input.subject.name, e.group, e.share, input.params.small_share, limit.source("small_share")]),
	"expected": sprintf("less than %v", [input.params.small_share]),
	"actual": sprintf("%v", [e.share]),
	"fields": ["evaluation.excluded"],
} if {
	some e in input.evaluation.excluded
	e.share >= input.params.small_share
}

_cells := [c |
	some c in input.evaluation.intersections
	contains(c.attribute, "sex")
	regex.match(`race|ethnic`, c.attribute)
]

_entry(c) if {
	some e in input.evaluation.excluded
	e.group in {c.group, sprintf("%s=%s", [c.attribute, c.group])}
}
