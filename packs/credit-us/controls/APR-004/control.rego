# METADATA
# title: "Approvers saw the gate result"
# description: "The approval carries the digest of the evaluation result with its counts, and that result has no unwaived block."
# custom:
#   id: APR-004
#   subject: approval
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [approval.gate_digest, approval.gate_summary]
#   fix: "Approve with the result of bylaw check in hand: its digest goes into the statement."
#   references:
#     nist-ai-rmf: ["MANAGE 1.1"]
#     nist-ai-600-1: ["GV-1.3-002", "MS-2.3-003"]
#     soc2: ["CC8.1"]
#     iso-42001: ["A.6.2.5"]
#     nist-800-53: ["CA-6"]
#     sr-26-2: ["governance"]
#     slsa: ["VSA"]
package bylaw.controls.apr_004

import data.bylaw.lib.about
import data.bylaw.lib.digest

applies if {
	_is_deployment
	about.at_least_limited
}

required contains "approval.gate_digest"

required contains "approval.gate_summary"

findings contains {
	"message": sprintf("approval %s was given although the gate had %d failures that stop", [input.subject.name, input.approval.gate_summary.fail]),
	"expected": "0",
	"actual": sprintf("%d", [input.approval.gate_summary.fail]),
	"fields": ["approval.gate_summary"],
} if input.approval.gate_summary.fail > 0

findings contains {
	"message": sprintf("approval %s does not say how many controls %s", [input.subject.name, words]),
	"expected": key,
	"actual": "nothing",
	"fields": ["approval.gate_summary"],
} if {
	some key, words in {"pass": "passed", "fail": "failed", "waived": "were waived", "unknown": "stayed unknown"}
	not is_number(input.approval.gate_summary[key])
}

findings contains {
	"message": sprintf("approval %s names %v, which is no digest of a result", [input.subject.name, input.approval.gate_digest]),
	"expected": "64 hexadecimal digits",
	"actual": sprintf("%v", [input.approval.gate_digest]),
	"fields": ["approval.gate_digest"],
} if not regex.match(`^[0-9a-f]{64}$`, digest.plain(input.approval.gate_digest))

# What does not say its action is taken for a deployment; so is nothing at all.
_is_deployment if object.get(input, ["approval", "action"], "deploy") == "deploy"
