# METADATA
# title: "Evaluation is recent"
# description: "The newest performance evaluation is within the age limit."
# custom:
#   id: ROB-003
#   subject: model
#   severity: medium
#   stages: [predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [evaluation.at, evaluation.kind]
#   fix: "Evaluate again."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.13", "MEASURE 1.2"]
#     eu-ai-act: ["9(2)"]
#     sr-26-2: ["monitoring"]
#     nist-ai-600-1: ["MS-4.2-001"]
#     iso-42001: ["A.6.2.6"]
package bylaw.controls.rob_003

import data.bylaw.lib.limit
import data.bylaw.lib.runs
import data.bylaw.lib.when

applies := true

required contains "model.digest"

required contains "model.performance_evaluation" if {
	input.model.digest
	count(_own) == 0
}

findings contains {
	"message": sprintf("model %s: its newest performance evaluation is of %s, more than %d days ago%s", [input.subject.name, when.day(_newest), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": _newest,
	"fields": ["evaluation.at"],
} if when.older_than(_newest, input.params.max_age_days)

_own contains e.at if {
	some e in runs.of_model(input.model)
	runs.performance(e)
}

_newest := max(_own)
