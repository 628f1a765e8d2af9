# METADATA
# title: "Data is recent enough"
# description: "The newest record is no older than the limit when training starts."
# custom:
#   id: DAT-016
#   subject: dataset
#   severity: low
#   stages: [train]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.roles has train, validation, test or fine_tune"
#   reads: [dataset.collected_to, model.training]
#   fix: "Train on newer data, or say why older data still holds."
#   params:
#     - {name: max_age_days, default: 730, unit: "days", source: "no number in law", status: product, change: any}
#   references:
#     eu-ai-act: ["10(4)"]
#     nist-ai-rmf: ["MAP 2.3"]
#     gdpr: ["5"]
#     iso-42001: ["A.7.4"]
#     finos-aigf: ["ri-19"]
package bylaw.controls.dat_016

import data.bylaw.lib.datasets
import data.bylaw.lib.digest
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if datasets.for_training(input.dataset)

required contains "dataset.collected_to"

findings contains {
	"message": sprintf("dataset %s ends on %s, more than %d days before model %s was trained on it on %s%s", [input.subject.name, input.dataset.collected_to, input.params.max_age_days, m.id, when.day(m.training.started_at), limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.dataset.collected_to,
	"fields": ["dataset.collected_to", "model.training"],
} if {
	some m in input.all.model
	_uses(m)
	when.after(input.dataset.collected_to, input.params.max_age_days) < when.instant(m.training.started_at)
}

_uses(m) if input.dataset.id in m.training.dataset_ids

_uses(m) if digest.plain(input.dataset.digest) in {digest.plain(d) | some d in m.training.dataset_digests}
