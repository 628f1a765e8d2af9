# METADATA
# title: "Untrusted content switches off dangerous tools"
# description: "If untrusted content entered the context since the last user turn, tools that write outside, pay, run code or send data are denied unless confirmed."
# custom:
#   id: AGT-008
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.content.untrusted_sources not empty"
#   reads: [request.content, request.tool, agent.tools, request.approval]
#   fix: "Confirm the call, or begin anew without the untrusted content."
#   params:
#     - {name: approval_ttl_seconds, default: 600, unit: "seconds", source: "no number in law", status: product, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI01", "ASI06"]
#     owasp-llm: ["LLM01"]
#     mitre-atlas: ["AML.M0030", "AML.T0051", "AML.T0086"]
#     cosai: ["controlInputValidationAndSanitization"]
#     finos-aigf: ["ri-10", "mi-3"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     mit-ai-risk: ["2.2"]
#     nist-800-53: ["SI-10"]
package bylaw.controls.agt_008

import data.bylaw.lib.agents

applies if {
	count(input.request.content.untrusted_sources) > 0
	agents.is_tool_call
}

required contains "request.tool.name"

findings contains {
	"message": sprintf("request %s calls %s (%s) after untrusted content (%s) entered the context", [input.subject.name, input.request.tool.name, _risk, concat(", ", input.request.content.untrusted_sources)]),
	"expected": "a tool that reads, or a confirmed call",
	"actual": _risk,
	"fields": ["request.content", "request.tool", "agent.tools"],
} if {
	not _risk in {"read", "write_internal"}
	not agents.approved(input.params.approval_ttl_seconds)
}

_risk := object.get(agents.tool, "risk", "unknown risk") if agents.tool

else := "unknown tool"
