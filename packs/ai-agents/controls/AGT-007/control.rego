# METADATA
# title: "Critical tools need a second person"
# description: "For payment and irreversible tools above the amount, the approver is neither the requester, nor the user the agent acts for, nor the agent."
# custom:
#   id: AGT-007
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "tool risk in payment, irreversible"
#   reads: [request.approval, request.principal, request.tool, agent.tools]
#   fix: "Ask a second person."
#   params:
#     - {name: amount_from, default: 1000, unit: "EUR", source: "no number in law", status: product, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI03", "ASI09"]
#     soc2: ["CC6.3"]
#     nist-800-53: ["AC-5"]
#     eu-ai-act: ["14(1)"]
#     nist-ai-rmf: ["GOVERN 3.2"]
#     finos-aigf: ["mi-18"]
#     mitre-atlas: ["AML.M0029"]
#     sr-26-2: ["governance"]
package bylaw.controls.agt_007

import data.bylaw.lib.agents

applies if {
	agents.is_tool_call
	agents.risk in {"payment", "irreversible"}
	_is_large
}

required contains "request.approval.approver"

findings contains {
	"message": sprintf("request %s: %s approved and is %s", [input.subject.name, input.request.approval.approver, who]),
	"expected": "a second person",
	"actual": input.request.approval.approver,
	"fields": ["request.approval", "request.principal"],
} if {
	some who, name in _barred
	lower(input.request.approval.approver) == lower(name)
}

_barred["the one who asked"] := input.request.approval.requested_by

_barred["the caller"] := input.request.principal.id

_barred["the person the agent acts for"] := input.request.principal.on_behalf_of

_barred["the agent"] := input.request.agent_id

_barred["the identity of the agent"] := agents.current.principal.id

_is_large if input.request.tool.arguments.amount >= input.params.amount_from

# What cannot be undone and has no amount is large.
_is_large if not is_number(input.request.tool.arguments.amount)
