# METADATA
# title: "Synthetic share is stated"
# description: "The share of synthetic rows is stated for training data."
# custom:
#   id: DAT-020
#   subject: dataset
#   severity: low
#   stages: [data, train]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: declared
#   applies_when: "dataset.roles has train, validation, test or fine_tune"
#   reads: [dataset.synthetic_ratio]
#   fix: "State the share of synthetic rows."
#   references:
#     nist-ai-rmf: ["MEASURE 2.11"]
#     nist-ai-600-1: ["MS-2.11-005", "MG-2.2-009"]
#     g7-sbom-ai: ["DP"]
package bylaw.controls.dat_020

import data.bylaw.lib.datasets

applies if datasets.for_training(input.dataset)

required contains "dataset.synthetic_ratio"

findings contains {
	"message": sprintf("dataset %s states a share of synthetic rows of %v, which is none", [input.subject.name, input.dataset.synthetic_ratio]),
	"expected": "0 to 1",
	"actual": sprintf("%v", [input.dataset.synthetic_ratio]),
	"fields": ["dataset.synthetic_ratio"],
} if not _is_share

_is_share if {
	input.dataset.synthetic_ratio >= 0
	input.dataset.synthetic_ratio <= 1
}
