# METADATA
# title: "Data is not kept past its date"
# description: "A delete-by date exists for personal or restricted data and has not passed while the data is still there."
# custom:
#   id: DAT-010
#   subject: dataset
#   severity: high
#   stages: [data, monitor, retire]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.personal_data or dataset.classification = restricted"
#   reads: [dataset.retention.delete_by, dataset.retention.deleted_at, context.now]
#   fix: "Delete the data, or have a later date approved."
#   references:
#     gdpr: ["5", "17"]
#     pci-dss: ["3.2.1"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MP-4.1-005"]
#     soc2: ["C1.2", "P4"]
#     csa-aicm: ["DSP"]
#     nist-800-53: ["SI-12"]
package bylaw.controls.dat_010

import data.bylaw.lib.datasets
import data.bylaw.lib.when

applies if datasets.personal(input.dataset)

applies if input.dataset.classification == "restricted"

required contains "dataset.retention.delete_by"

findings contains {
	"message": sprintf("dataset %s was to be deleted by %s and is still there", [input.subject.name, input.dataset.retention.delete_by]),
	"expected": sprintf("deleted by %s", [input.dataset.retention.delete_by]),
	"actual": "no day of deletion",
	"fields": ["dataset.retention.delete_by", "dataset.retention.deleted_at"],
} if {
	not input.dataset.retention.deleted_at
	when.is_past(input.dataset.retention.delete_by)
}

findings contains {
	"message": sprintf("dataset %s is marked as deleted on %s and its data is still there", [input.subject.name, when.day(input.dataset.retention.deleted_at)]),
	"expected": "no rows",
	"actual": sprintf("%d rows", [input.dataset.rows]),
	"fields": ["dataset.retention.deleted_at", "dataset.rows"],
} if {
	input.dataset.retention.deleted_at
	input.dataset.rows > 0
}
