# METADATA
# title: "Remote biometric logs have the four extra items"
# description: "Period of use, reference database, matched input and verifying people are in the log."
# custom:
#   id: LOG-006
#   subject: logging
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.biometric.kind = remote_identification"
#   reads: [logging.fields, system.biometric.kind]
#   fix: "Log what Article 12(3) names."
#   references:
#     eu-ai-act: ["12(3)(a)", "12(3)(b)", "12(3)(c)", "12(3)(d)"]
#     nist-ai-rmf: ["MEASURE 2.8"]
package bylaw.controls.log_006

applies if input.system.biometric.kind == "remote_identification"

required contains "logging.fields"

findings contains {
	"message": sprintf("%s: records have no field %s", [input.subject.name, field]),
	"expected": field,
	"actual": concat(", ", input.logging.fields),
	"fields": ["logging.fields"],
} if {
	some field in ["period_of_use", "reference_database", "matched_input", "verifying_people"]
	not field in input.logging.fields
}
