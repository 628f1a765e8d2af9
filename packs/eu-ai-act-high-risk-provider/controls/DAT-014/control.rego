# METADATA
# title: "Labels are made by a written protocol with agreement"
# description: "Human-labelled data links a protocol and its agreement score meets the minimum."
# custom:
#   id: DAT-014
#   subject: dataset
#   severity: medium
#   stages: [data]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.human_labelled"
#   reads: [dataset.quality.label_agreement, dataset.quality.annotation_protocol_ref, dataset.human_labelled]
#   fix: "Write the protocol, label a sample twice, and resolve what differs."
#   params:
#     - {name: min_kappa, default: 0.6, unit: "-1..1", source: "Landis and Koch 1977: above 0.6 substantial", status: convention, change: any}
#   references:
#     eu-ai-act: ["10(2)(c)", "Annex IV"]
#     nist-ai-rmf: ["MEASURE 2.1"]
#     nist-ai-600-1: ["MS-2.8-002"]
#     iso-42001: ["A.7.6"]
package bylaw.controls.dat_014

import data.bylaw.lib.limit

applies if input.dataset.human_labelled == true

required contains "dataset.quality.label_agreement.value"

required contains "dataset.quality.annotation_protocol_ref"

findings contains {
	"message": sprintf("dataset %s: annotators agree at %v < %v%s", [input.subject.name, input.dataset.quality.label_agreement.value, input.params.min_kappa, limit.source("min_kappa")]),
	"expected": sprintf("at least %v", [input.params.min_kappa]),
	"actual": sprintf("%v", [input.dataset.quality.label_agreement.value]),
	"fields": ["dataset.quality.label_agreement"],
} if input.dataset.quality.label_agreement.value < input.params.min_kappa

findings contains {
	"message": sprintf("dataset %s links an empty annotation protocol", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["dataset.quality.annotation_protocol_ref"],
} if trim_space(input.dataset.quality.annotation_protocol_ref) == ""
