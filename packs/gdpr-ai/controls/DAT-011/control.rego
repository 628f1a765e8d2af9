# METADATA
# title: "Erasure requests reach the training data"
# description: "No open erasure request is older than the limit for a dataset in use."
# custom:
#   id: DAT-011
#   subject: dataset
#   severity: high
#   stages: [data, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.personal_data"
#   reads: [dataset.erasure.oldest_open_days]
#   fix: "Answer the request."
#   params:
#     - {name: max_days, default: 30, unit: "days", source: "GDPR 12(3): one month", status: regulatory, change: tighten_only}
#   references:
#     gdpr: ["12", "17"]
#     nist-ai-rmf: ["MANAGE 4.1"]
#     nist-ai-600-1: ["MG-4.1-006"]
#     soc2: ["P5"]
#     cosai: ["controlUserDataManagement"]
package bylaw.controls.dat_011

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if datasets.personal(input.dataset)

required contains "dataset.erasure.oldest_open_days"

findings contains {
	"message": sprintf("dataset %s: the oldest open erasure request is of %v days > %v%s", [input.subject.name, input.dataset.erasure.oldest_open_days, input.params.max_days, limit.source("max_days")]),
	"expected": sprintf("at most %v", [input.params.max_days]),
	"actual": sprintf("%v", [input.dataset.erasure.oldest_open_days]),
	"fields": ["dataset.erasure.oldest_open_days"],
} if input.dataset.erasure.oldest_open_days > input.params.max_days
