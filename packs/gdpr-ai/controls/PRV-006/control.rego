# METADATA
# title: "Shared or released data is k-anonymous"
# description: "A dataset released outside the team has a smallest group size of at least k on its quasi-identifiers."
# custom:
#   id: PRV-006
#   subject: dataset
#   severity: high
#   stages: [data]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.shared"
#   reads: [dataset.deidentification.k, dataset.deidentification.method, dataset.shared]
#   fix: "Coarsen the quasi-identifiers, or do not release the data."
#   params:
#     - {name: min_k, default: 11, unit: "records", source: "CMS small-cell rule suppresses 1 to 10", status: convention, change: any}
#   references:
#     gdpr: ["4", "25", "32"]
#     hipaa: ["164.514(b)(1)"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MS-2.2-004"]
#     cosai: ["controlModelPrivacyEnhancingTechnologies"]
package bylaw.controls.prv_006

import data.bylaw.lib.limit

applies if input.dataset.shared == true

required contains "dataset.deidentification.k"

findings contains {
	"message": sprintf("dataset %s: the smallest group is of %v people < %v%s", [input.subject.name, input.dataset.deidentification.k, input.params.min_k, limit.source("min_k")]),
	"expected": sprintf("at least %v", [input.params.min_k]),
	"actual": sprintf("%v", [input.dataset.deidentification.k]),
	"fields": ["dataset.deidentification.k"],
} if input.dataset.deidentification.k < input.params.min_k
