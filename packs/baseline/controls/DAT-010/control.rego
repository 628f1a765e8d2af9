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
#   references:
#     gdpr: ["5", "17"]
#     pci-dss: ["3.2.1"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MP-4.1-005"]
#     soc2: ["C1.2", "P4"]
#     csa-aicm: ["DSP"]
#     nist-800-53: ["SI-12"]
package bylaw.controls.dat_010

applies if input.dataset.personal_data

applies if input.dataset.classification == "restricted"

required contains "dataset.retention.delete_by"

findings contains {
	"message": sprintf("dataset %s was to be deleted by %s and is still there", [input.subject.name, input.dataset.retention.delete_by]),
	"expected": sprintf("deleted by %s", [input.dataset.retention.delete_by]),
	"fields": ["dataset.retention.delete_by"],
} if {
	not input.dataset.retention.deleted_at
	_moment(input.dataset.retention.delete_by) < time.parse_rfc3339_ns(input.context.now)
}

_moment(day) := time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [day])) if count(day) == 10

_moment(instant) := time.parse_rfc3339_ns(instant) if count(instant) > 10
