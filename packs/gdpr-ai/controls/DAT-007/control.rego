# METADATA
# title: "Consent covers every person in the data"
# description: "When the basis is consent: the share of subjects with valid consent for this purpose meets the minimum and no withdrawn subject is present."
# custom:
#   id: DAT-007
#   subject: dataset
#   severity: critical
#   stages: [data, train, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.lawful_basis = consent"
#   reads: [dataset.lawful_basis, dataset.consent.coverage, dataset.consent.withdrawn_present]
#   fix: "Remove people without consent, and those who took it back."
#   params:
#     - {name: min_coverage, default: 1.0, unit: "0-1", source: "GDPR 6(1)(a): without consent there is no basis for that person", status: regulatory, change: tighten_only}
#   references:
#     gdpr: ["6", "7", "17"]
#     nist-ai-600-1: ["MS-2.2-003"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     soc2: ["P2"]
#     cosai: ["controlUserTransparencyAndControls"]
package bylaw.controls.dat_007

import data.bylaw.lib.limit

applies if input.dataset.lawful_basis == "consent"

required contains "dataset.consent.coverage"

required contains "dataset.consent.withdrawn_present"

findings contains {
	"message": sprintf("dataset %s: %v of its people consented < %v%s", [input.subject.name, input.dataset.consent.coverage, input.params.min_coverage, limit.source("min_coverage")]),
	"expected": sprintf("a share of at least %v", [input.params.min_coverage]),
	"actual": sprintf("%v", [input.dataset.consent.coverage]),
	"fields": ["dataset.consent.coverage"],
} if input.dataset.consent.coverage < input.params.min_coverage

findings contains {
	"message": sprintf("dataset %s still holds %d people who took their consent back", [input.subject.name, input.dataset.consent.withdrawn_present]),
	"expected": "0",
	"actual": sprintf("%d", [input.dataset.consent.withdrawn_present]),
	"fields": ["dataset.consent.withdrawn_present"],
} if input.dataset.consent.withdrawn_present > 0
