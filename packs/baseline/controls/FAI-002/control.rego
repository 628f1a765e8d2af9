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
#   subject_absent: judge
#   reads: [evaluation.groups, evaluation.kind]
#   fix: "Look for the cause in data, features and threshold; document and re-test. A waiver needs a job-related reason."
#   params:
#     - {name: min_ratio, default: 0.8, unit: "ratio", source: "US four-fifths screen, 29 CFR 1607.4(D); not a legal safe line elsewhere; EEOC lists rescission of its copy (RIN 3046-AB43)", status: convention, change: any}
#     - {name: min_share, default: 0.02, unit: "0-1 of rows", source: "6 RCNY 5-301 small category", status: regulatory, change: any, stricter: lower}
#     - {name: min_n, default: 30, unit: "people", source: "normal approximation rule of thumb", status: convention, change: any, stricter: lower}
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

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
}

required contains "evaluation.groups"

findings contains {
	"message": sprintf("evaluation %s: %s %s is selected at %.4f against %.4f for %s, ratio %.4f < %v%s", [input.subject.name, g.attribute, g.group, g.rate, best.rate, best.group, ratio, input.params.min_ratio, limit.source("min_ratio")]),
	"expected": sprintf("ratio at least %v", [input.params.min_ratio]),
	"actual": sprintf("%.4f", [ratio]),
	"fields": ["evaluation.groups"],
} if {
	some attribute, groups in _counted
	best := _best(groups)
	some g in groups
	ratio := g.rate / best.rate
	limit.below(ratio, input.params.min_ratio)
}

findings contains {
	"message": sprintf("evaluation %s: nobody is selected in any group of %s, so there is no ratio", [input.subject.name, attribute]),
	"expected": "a group that is selected",
	"actual": "a rate of 0 everywhere",
	"fields": ["evaluation.groups"],
} if {
	some attribute, groups in _counted
	_best(groups).rate == 0
}

inconclusive contains {
	"message": sprintf("evaluation %s: %s %s has %d rows < %d%s, too few to be judged", [input.subject.name, g.attribute, g.group, g.n, input.params.min_n, limit.source("min_n")]),
	"expected": sprintf("at least %d rows", [input.params.min_n]),
	"actual": sprintf("%d rows", [g.n]),
	"fields": ["evaluation.groups"],
} if {
	some g in _all
	g.n < input.params.min_n
}

inconclusive contains {
	"message": sprintf("evaluation %s: %s %s is %.4f of the rows < %v%s and is not listed as excluded with a reason", [input.subject.name, g.attribute, g.group, _share(g), input.params.min_share, limit.source("min_share")]),
	"expected": "an entry under excluded with a reason",
	"actual": sprintf("%.4f of the rows", [_share(g)]),
	"fields": ["evaluation.groups", "evaluation.excluded"],
} if {
	some g in _all
	g.n >= input.params.min_n
	_share(g) < input.params.min_share
	not _is_excluded(g)
}

inconclusive contains {
	"message": sprintf("evaluation %s: fewer than two groups of %s can be compared", [input.subject.name, attribute]),
	"expected": "two groups",
	"actual": sprintf("%d", [count(object.get(_counted, attribute, []))]),
	"fields": ["evaluation.groups"],
} if {
	some attribute in {g.attribute | some g in _all}
	count(object.get(_counted, attribute, [])) < 2
}

inconclusive contains {
	"message": sprintf("evaluation %s: %s %s has no rate or no number of rows", [input.subject.name, g.attribute, g.group]),
	"expected": "rate and n",
	"actual": "not both",
	"fields": ["evaluation.groups"],
} if {
	some g in _all
	not _is_complete(g)
}

# People of whom nobody knows the group are counted and are no group.
_all := [g |
	some g in array.concat(input.evaluation.groups, object.get(input.evaluation, "intersections", []))
	object.get(g, "insufficient", "") != "a value is not known"
]

# Groups that are large enough, by attribute. The others neither set the best rate nor pass.
_counted[attribute] := groups if {
	some attribute in {g.attribute | some g in _all}
	groups := [g |
		some g in _all
		g.attribute == attribute
		_is_complete(g)
		g.n >= input.params.min_n
		_share(g) >= input.params.min_share
	]
	count(groups) > 0
}

_is_complete(g) if {
	is_number(g.rate)
	is_number(g.n)
}

_best(groups) := [g | some g in groups; g.rate == max([o.rate | some o in groups])][0]

_share(g) := g.share if is_number(g.share)

_share(g) := g.n / sum([o.n | some o in _all; o.attribute == g.attribute]) if not is_number(g.share)

_is_excluded(g) if {
	some e in input.evaluation.excluded
	e.group in {g.group, sprintf("%s=%s", [g.attribute, g.group])}
	e.reason != ""
}
