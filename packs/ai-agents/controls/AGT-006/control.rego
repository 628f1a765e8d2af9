# METADATA
# title: "Risky tools need a person’s confirmation of the exact call"
# description: "For tools marked external write, irreversible, payment or code execution, an unexpired approval exists whose argument digest equals this call."
# custom:
#   id: AGT-006
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.operation = tool_call and tool risk in agent.confirm_for"
#   reads: [request.tool, request.approval, agent.tools, agent.confirm_for]
#   fix: "Have a person confirm exactly this call."
#   params:
#     - {name: approval_ttl_seconds, default: 600, unit: "seconds", source: "no number in law", status: product, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI02", "ASI09"]
#     owasp-llm: ["LLM06"]
#     mitre-atlas: ["AML.M0029", "AML.T0101"]
#     eu-ai-act: ["14(1)", "14(4)(d)"]
#     nist-ai-rmf: ["MAP 3.5", "GOVERN 3.2", "MANAGE 2.4"]
#     cosai: ["controlAgentPluginUserControl"]
#     finos-aigf: ["mi-18", "mi-20"]
#     nist-800-53: ["AC-3"]
#     ai-verify: ["human_agency_oversight"]
#     mit-ai-risk: ["5.2"]
package bylaw.controls.agt_006

import data.bylaw.lib.agents

applies if {
	agents.is_tool_call
	_is_risky
}

required contains "request.at"

required contains "request.tool.arguments_sha256"

findings contains {
	"message": sprintf("request %s calls %s (%s) and nobody confirmed exactly this call", [input.subject.name, input.request.tool.name, object.get(agents.tool, "risk", "a risk that nobody names")]),
	"expected": sprintf("an approval of digest %s, at most %d seconds old", [input.request.tool.arguments_sha256, input.params.approval_ttl_seconds]),
	"actual": _seen,
	"fields": ["request.approval", "request.tool", "agent.tools"],
} if not agents.approved(input.params.approval_ttl_seconds)

_confirm := object.get(agents.current, "confirm_for", ["write_external", "irreversible", "payment", "code_exec"])

_is_risky if agents.risk in _confirm

# A tool that does not say its risk is taken for a risky one.
_is_risky if {
	agents.tool
	not agents.risk
}

_seen := sprintf("approval %s of digest %s at %s", [object.get(input.request.approval, "id", "without id"), object.get(input.request.approval, "arguments_sha256", "none"), object.get(input.request.approval, "at", "no time")]) if input.request.approval

else := "no approval"
