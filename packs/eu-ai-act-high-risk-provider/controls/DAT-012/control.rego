# METADATA
# title: "Training data represents the people affected"
# description: "For each declared attribute the group share differs from the reference share by no more than the limit and each group has enough rows."
# custom:
#   id: DAT-012
#   subject: dataset
#   severity: high
#   stages: [data, train]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high"
#   reads: [dataset.representativeness]
#   fix: "Collect more rows of the group, or write down why the gap is acceptable and ask for a waiver."
#   params:
#     - {name: max_share_gap, default: 0.1, unit: "0-1 absolute", source: "no number in law", status: product, change: any}
#     - {name: min_group_rows, default: 100, unit: "rows", source: "enough for a rate within about 0.1 at 95 percent", status: convention, change: any}
#   references:
#     eu-ai-act: ["10(2)(f)", "10(3)", "10(4)"]
#     nist-ai-rmf: ["MEASURE 2.11", "MAP 2.3"]
#     nist-ai-600-1: ["MP-2.3-002", "MS-2.11-004"]
#     iso-42001: ["A.7.4"]
#     ai-verify: ["fairness"]
#     omb-m-25-21: ["testing"]
#     csa-aicm: ["DSP"]
#     mit-ai-risk: ["1.3"]
package bylaw.controls.dat_012

import data.bylaw.lib.about
import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if {
	about.high_risk
	datasets.for_training(input.dataset)
}

required contains "dataset.representativeness"

findings contains {
	"message": sprintf("dataset %s compares no group with a reference", [input.subject.name]),
	"expected": "a share and a reference share for each group",
	"actual": "none",
	"fields": ["dataset.representativeness"],
} if count(input.dataset.representativeness) == 0

findings contains {
	"message": sprintf("dataset %s: %s %s has no share, reference share or count to compare", [input.subject.name, r.attribute, r.group]),
	"expected": "share, reference_share and count",
	"actual": "not all of them",
	"fields": ["dataset.representativeness"],
} if {
	some r in input.dataset.representativeness
	some key in ["share", "reference_share", "count"]
	not is_number(object.get(r, key, null))
}

findings contains {
	"message": sprintf("dataset %s: %s %s has a share of %v against %v, gap %v > %v%s", [input.subject.name, r.attribute, r.group, r.share, r.reference_share, limit.shown(gap), input.params.max_share_gap, limit.source("max_share_gap")]),
	"expected": sprintf("a gap of at most %v", [input.params.max_share_gap]),
	"actual": sprintf("%v", [limit.shown(gap)]),
	"fields": ["dataset.representativeness"],
} if {
	some r in input.dataset.representativeness
	gap := abs(r.share - r.reference_share)
	limit.above(gap, input.params.max_share_gap)
}

findings contains {
	"message": sprintf("dataset %s: %s %s has %d rows < %d%s", [input.subject.name, r.attribute, r.group, r.count, input.params.min_group_rows, limit.source("min_group_rows")]),
	"expected": sprintf("at least %d rows", [input.params.min_group_rows]),
	"actual": sprintf("%d rows", [r.count]),
	"fields": ["dataset.representativeness"],
} if {
	some r in input.dataset.representativeness
	r.count < input.params.min_group_rows
}
