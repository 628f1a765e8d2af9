# METADATA
# title: "Few people can read the logs"
# description: "Readers of AI logs are named groups, not everyone."
# custom:
#   id: LOG-007
#   subject: logging
#   severity: medium
#   stages: [deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [logging.readers]
#   fix: "Grant reading to named groups."
#   references:
#     gdpr: ["25", "32"]
#     soc2: ["CC6.3"]
#     nist-800-53: ["AU-9"]
#     csa-aicm: ["LOG"]
#     nist-ai-rmf: ["MEASURE 2.10"]
package bylaw.controls.log_007

applies := true

required contains "logging.readers"

findings contains {
	"message": sprintf("%s: %s may read the logs", [input.subject.name, r]),
	"expected": "named groups",
	"actual": r,
	"fields": ["logging.readers"],
} if {
	some r in input.logging.readers
	_is_everyone(lower(r))
}

_is_everyone(reader) if contains(reader, "*")

_is_everyone(reader) if reader in {"everyone", "allusers", "allauthenticatedusers", "public"}
