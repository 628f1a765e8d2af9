# METADATA
# title: "Bias examination and data gaps are written down"
# description: "Both documents exist and name what was checked and what is missing."
# custom:
#   id: DAT-018
#   subject: dataset
#   severity: high
#   stages: [data, train]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.risk.class = high"
#   reads: [dataset.bias_exam_ref, dataset.gaps_ref]
#   fix: "Write down what was examined for bias and what is missing from the data."
#   references:
#     eu-ai-act: ["10(2)(f)", "10(2)(g)", "10(2)(h)"]
#     nist-ai-rmf: ["MEASURE 2.11", "MAP 2.3"]
#     nist-ai-600-1: ["MS-2.11-004"]
#     iso-42001: ["A.7.4", "A.5.4"]
#     ai-verify: ["fairness"]
#     iso-23894: ["6.4.2"]
package bylaw.controls.dat_018

import data.bylaw.lib.about
import data.bylaw.lib.datasets

applies if {
	about.high_risk
	datasets.for_training(input.dataset)
}

required contains "dataset.bias_exam_ref"

required contains "dataset.gaps_ref"

findings contains {
	"message": sprintf("dataset %s links an empty %s", [input.subject.name, key]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": [sprintf("dataset.%s", [key])],
} if {
	some key in ["bias_exam_ref", "gaps_ref"]
	trim_space(input.dataset[key]) == ""
}
