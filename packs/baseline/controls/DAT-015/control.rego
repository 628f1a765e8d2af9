# METADATA
# title: "Test rows are not in the training data"
# description: "Overlap between training and test rows is at most the limit."
# custom:
#   id: DAT-015
#   subject: split
#   severity: high
#   stages: [train, evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [split.overlap_ratio]
#   fix: "Split anew so that no row stands on both sides; deduplicate first."
#   params:
#     - {name: max_overlap, default: 0.0, unit: "0-1", source: "a held-out set must be held out", status: convention, change: any}
#   references:
#     eu-ai-act: ["15(1)", "10(3)"]
#     nist-ai-rmf: ["MEASURE 2.1", "MEASURE 2.3"]
#     iso-42001: ["A.6.2.4"]
#     sr-26-2: ["validation"]
#     cosai: ["controlAdversarialTrainingAndTesting"]
package bylaw.controls.dat_015

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if input.split

applies if _is_wanted

required contains "split.overlap_ratio"

findings contains {
	"message": sprintf("split %s: %v of the test rows stand in the training data > %v%s", [input.subject.name, input.split.overlap_ratio, input.params.max_overlap, limit.source("max_overlap")]),
	"expected": sprintf("at most %v", [input.params.max_overlap]),
	"actual": sprintf("%v", [input.split.overlap_ratio]),
	"fields": ["split.overlap_ratio"],
} if input.split.overlap_ratio > input.params.max_overlap

# Where a model is trained and tested on declared data, a split has to be shown.
_is_wanted if {
	not input.split
	count(input.all.model) > 0
	some dataset in input.all.dataset
	datasets.for_training(dataset)
	_is_tested
}

_is_tested if count(input.all.evaluation) > 0

_is_tested if {
	some dataset in input.all.dataset
	some role in dataset.roles
	role in {"test", "validation"}
}
