# METADATA
# title: "Two people confirm a remote biometric match"
# description: "A match is acted on only after two different competent people confirmed it."
# custom:
#   id: HUM-004
#   subject: decision
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.biometric.kind = remote_identification"
#   reads: [decision.outcome, system.biometric.kind]
#   fix: "Have a second competent person confirm before anybody acts."
#   references:
#     eu-ai-act: ["14(5)"]
#     nist-ai-rmf: ["MAP 3.5"]
#     nist-800-53: ["AC-5"]
package bylaw.controls.hum_004

applies if {
	input.system.biometric.kind == "remote_identification"
	input.decision.outcome
}

required contains "decision.outcome.reviewer"

required contains "decision.outcome.second_reviewer"

findings contains {
	"message": sprintf("decision %s was confirmed twice by %s", [input.subject.name, input.decision.outcome.reviewer]),
	"expected": "two different people",
	"actual": input.decision.outcome.second_reviewer,
	"fields": ["decision.outcome"],
} if lower(input.decision.outcome.reviewer) == lower(input.decision.outcome.second_reviewer)

findings contains {
	"message": sprintf("decision %s names an empty person among the two", [input.subject.name]),
	"expected": "a person",
	"actual": "nothing",
	"fields": ["decision.outcome"],
} if {
	some key in ["reviewer", "second_reviewer"]
	trim_space(input.decision.outcome[key]) == ""
}
