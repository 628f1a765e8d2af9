# METADATA
# title: "Missing values and duplicates are within limits"
# description: "Required columns stay under the null limit and the table under the duplicate limit, or the handling is described."
# custom:
#   id: DAT-013
#   subject: dataset
#   severity: medium
#   stages: [data]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [dataset.columns, dataset.quality.duplicate_ratio, dataset.rows]
#   fix: "Clean the data, or describe under card.preprocessing how missing values and duplicates are handled."
#   params:
#     - {name: max_null_ratio, default: 0.05, unit: "0-1", source: "no number in law", status: product, change: any}
#     - {name: max_duplicate_ratio, default: 0.01, unit: "0-1", source: "no number in law", status: product, change: any}
#   references:
#     eu-ai-act: ["10(3)"]
#     nist-ai-rmf: ["MAP 2.3", "MEASURE 2.1"]
#     nist-ai-600-1: ["MS-2.10-003"]
#     iso-42001: ["A.7.4", "A.7.6"]
#     gdpr: ["5"]
#     soc2: ["PI1.2"]
#     sr-26-2: ["development"]
#     ai-verify: ["data_governance"]
#     finos-aigf: ["ri-19", "mi-6"]
package bylaw.controls.dat_013

import data.bylaw.lib.limit

applies := true

required contains "dataset.columns"

required contains "dataset.quality.duplicate_ratio"

findings contains {
	"message": sprintf("dataset %s: column %s has %v of its values missing > %v%s", [input.subject.name, c.name, c.null_ratio, input.params.max_null_ratio, limit.source("max_null_ratio")]),
	"expected": sprintf("at most %v", [input.params.max_null_ratio]),
	"actual": sprintf("%v", [c.null_ratio]),
	"fields": ["dataset.columns"],
} if {
	not _is_described
	some c in input.dataset.columns
	object.get(c, "required", true)
	c.null_ratio > input.params.max_null_ratio
}

findings contains {
	"message": sprintf("dataset %s: %v of its rows are duplicates > %v%s", [input.subject.name, input.dataset.quality.duplicate_ratio, input.params.max_duplicate_ratio, limit.source("max_duplicate_ratio")]),
	"expected": sprintf("at most %v", [input.params.max_duplicate_ratio]),
	"actual": sprintf("%v", [input.dataset.quality.duplicate_ratio]),
	"fields": ["dataset.quality.duplicate_ratio"],
} if {
	not _is_described
	input.dataset.quality.duplicate_ratio > input.params.max_duplicate_ratio
}

_is_described if input.dataset.card.preprocessing == true
