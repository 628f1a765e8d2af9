# METADATA
# title: "Dataset card is complete"
# description: "The card has description, owner, source, licence, collection period, purpose, preprocessing and known gaps."
# custom:
#   id: DAT-001
#   subject: dataset
#   severity: medium
#   stages: [data]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.roles has train, validation, test or fine_tune"
#   reads: [dataset.card, dataset.owner]
#   fix: "Write the missing sections of the dataset card."
#   params:
#     - {name: required, default: ["description", "owner", "source", "licence", "collection_period", "purpose", "preprocessing", "known_gaps"], unit: "keys", source: "AI Act Annex IV 2(d), Croissant RAI, dataset card template", status: standard, change: any}
#   references:
#     eu-ai-act: ["10(2)", "11(1)", "Annex IV"]
#     nist-ai-rmf: ["MAP 2.3", "MAP 4.1"]
#     nist-ai-600-1: ["MP-4.1-004", "GV-1.2-001"]
#     iso-42001: ["A.7.2", "A.7.5", "A.4.3"]
#     g7-sbom-ai: ["DP"]
#     ai-verify: ["data_governance"]
#     cosai: ["controlTrainingDataManagement"]
#     csa-aicm: ["DSP"]
#     finos-aigf: ["mi-6"]
package bylaw.controls.dat_001

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if datasets.for_training(input.dataset)

required contains "dataset.card"

findings contains {
	"message": sprintf("the card of dataset %s does not say its %s%s", [input.subject.name, replace(key, "_", " "), limit.source("required")]),
	"expected": sprintf("card.%s", [key]),
	"actual": "nothing",
	"fields": [sprintf("dataset.card.%s", [key])],
} if {
	some key in input.params.required
	not input.dataset.card[key]
	not _is_known_elsewhere(key)
}

_is_known_elsewhere(key) if {
	key == "owner"
	input.dataset.owner != ""
}
