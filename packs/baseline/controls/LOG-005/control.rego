# METADATA
# title: "Each decision names the policy that was in force"
# description: "Policy digest and control ids are present in every decision record."
# custom:
#   id: LOG-005
#   subject: decision
#   severity: high
#   stages: [runtime, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [decision.policy_digest, decision.control_ids, decision.input_digest]
#   fix: "Record policy digest, control ids and input digest with each decision."
#   references:
#     eu-ai-act: ["12(2)", "26(6)"]
#     nist-ai-rmf: ["MEASURE 2.8", "GOVERN 1.4"]
#     nist-800-53: ["AU-3"]
#     soc2: ["CC7.2"]
#     finos-aigf: ["mi-21"]
#     cosai: ["controlAgentObservability"]
#     owasp-asi: ["ASI10"]
#     ai-verify: ["accountability"]
package bylaw.controls.log_005

import data.bylaw.lib.digest

applies := true

required contains "decision.policy_digest"

required contains "decision.control_ids"

required contains "decision.input_digest"

findings contains {
	"message": sprintf("decision %s names no control", [input.subject.name]),
	"expected": "the controls that decided",
	"actual": "none",
	"fields": ["decision.control_ids"],
} if count(input.decision.control_ids) == 0

findings contains {
	"message": sprintf("decision %s: %s is no digest", [input.subject.name, key]),
	"expected": "64 hexadecimal digits",
	"actual": input.decision[key],
	"fields": [sprintf("decision.%s", [key])],
} if {
	some key in ["policy_digest", "input_digest"]
	not regex.match(`^[0-9a-f]{64}$`, digest.plain(input.decision[key]))
}
