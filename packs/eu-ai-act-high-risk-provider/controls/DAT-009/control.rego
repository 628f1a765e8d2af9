# METADATA
# title: "Bias-only data is not trained on and is deleted in time"
# description: "Columns held only for bias tests are not model features, and the data is gone after its delete-by date."
# custom:
#   id: DAT-009
#   subject: dataset
#   severity: high
#   stages: [train, evaluate, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.special.bias_only"
#   reads: [dataset.special.bias_only, dataset.special.delete_by, dataset.retention.deleted_at, model.features, dataset.columns, context.now]
#   fix: "Drop the columns from the features and delete the data by its date."
#   references:
#     eu-ai-act: ["4a(1)(b)", "4a(1)(e)"]
#     gdpr: ["5", "9"]
#     nist-ai-rmf: ["MEASURE 2.11"]
package bylaw.controls.dat_009

import data.bylaw.lib.when

applies if input.dataset.special.bias_only == true

required contains "dataset.special.delete_by"

findings contains {
	"message": sprintf("dataset %s: column %s is held for bias tests only and is a feature of model %s", [input.subject.name, column.name, model.id]),
	"expected": "no feature",
	"actual": column.name,
	"fields": ["dataset.columns", "model.features"],
} if {
	some column in input.dataset.columns
	column.protected == true
	some model in input.all.model
	some feature in model.features
	lower(feature.name) == lower(column.name)
}

findings contains {
	"message": sprintf("dataset %s was to be deleted by %s and is still there", [input.subject.name, input.dataset.special.delete_by]),
	"expected": sprintf("deleted by %s", [input.dataset.special.delete_by]),
	"actual": "no day of deletion",
	"fields": ["dataset.special.delete_by", "dataset.retention.deleted_at"],
} if {
	not input.dataset.retention.deleted_at
	when.is_past(input.dataset.special.delete_by)
}

findings contains {
	"message": sprintf("dataset %s was to be deleted by %s and was deleted on %s", [input.subject.name, input.dataset.special.delete_by, when.day(input.dataset.retention.deleted_at)]),
	"expected": sprintf("deleted by %s", [input.dataset.special.delete_by]),
	"actual": input.dataset.retention.deleted_at,
	"fields": ["dataset.special.delete_by", "dataset.retention.deleted_at"],
} if when.instant(input.dataset.retention.deleted_at) > when.end_of(input.dataset.special.delete_by)
