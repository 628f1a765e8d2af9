# METADATA
# title: "The right roles approved"
# description: "Approver roles include the ones required for the risk class."
# custom:
#   id: APR-003
#   subject: approval
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [approval.approvers, system.risk.class]
#   fix: "Ask the role that is missing."
#   params:
#     - {name: roles, default: {high: ["model-owner", "risk-or-compliance"], limited: ["model-owner"]}, unit: "roles per class", source: "three lines model", status: convention, change: any}
#   references:
#     nist-ai-rmf: ["GOVERN 2.1", "GOVERN 2.3"]
#     iso-42001: ["A.3.2"]
#     eu-ai-act: ["17(1)"]
#     sr-26-2: ["governance"]
#     soc2: ["CC6.3"]
#     nist-800-53: ["AC-5"]
#     nist-ai-600-1: ["GV-4.1-003"]
package bylaw.controls.apr_003

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if {
	_is_deployment
	about.at_least_limited
}

required contains "approval.approvers"

findings contains {
	"message": sprintf("approval %s: nobody approved as %s, which class %s asks for%s", [input.subject.name, role, about.risk_class, limit.source("roles")]),
	"expected": role,
	"actual": concat(", ", sort(_given)),
	"fields": ["approval.approvers", "system.risk.class"],
} if {
	some role in _wanted
	not role in _given
}

# What does not say its action is taken for a deployment; so is nothing at all.
_is_deployment if object.get(input, ["approval", "action"], "deploy") == "deploy"

# A class that nobody listed asks for the roles of the highest.
_wanted := object.get(input.params.roles, about.risk_class, input.params.roles.high)

_given contains a.role if {
	some a in input.approval.approvers
	a.signature_verified == true
}
