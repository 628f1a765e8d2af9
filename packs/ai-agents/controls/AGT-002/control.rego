# METADATA
# title: "Agents call only allowed tools"
# description: "A tool call is allowed only when server and tool are on the agent’s list for this environment. Unknown means deny."
# custom:
#   id: AGT-002
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.operation = tool_call"
#   reads: [request.operation, request.tool, agent.tools, request.environment, request.agent_id]
#   fix: "Add the tool to the agent’s list, or leave the call denied."
#   references:
#     owasp-asi: ["ASI02"]
#     owasp-llm: ["LLM06"]
#     mitre-atlas: ["AML.M0028", "AML.T0053"]
#     cosai: ["controlAgentPluginPermissions"]
#     nist-ai-rmf: ["MEASURE 2.6", "MANAGE 2.4"]
#     nist-800-53: ["AC-3", "AC-6"]
#     finos-aigf: ["mi-18", "mi-19", "ri-24"]
#     eu-ai-act: ["14(1)", "15(5)"]
#     csa-aicm: ["IAM"]
#     soc2: ["CC6.3"]
package bylaw.controls.agt_002

import data.bylaw.lib.agents

applies if agents.is_tool_call

required contains "request.tool"

findings contains {
	"message": sprintf("request %s calls %s of %s, which is not on the list of agent %s", [input.subject.name, _tool, _server, _agent]),
	"expected": "a tool of the list",
	"actual": _tool,
	"fields": ["request.tool", "agent.tools"],
} if not agents.tool

findings contains {
	"message": sprintf("request %s calls %s, which agent %s may not use in %s", [input.subject.name, _tool, _agent, input.request.environment]),
	"expected": concat(", ", agents.tool.environments),
	"actual": input.request.environment,
	"fields": ["request.environment", "agent.tools"],
} if {
	agents.tool.environments
	not input.request.environment in agents.tool.environments
}

_tool := object.get(input.request, ["tool", "name"], "a tool without name")

_server := object.get(input.request, ["tool", "server"], "a server without name")

_agent := object.get(input.request, "agent_id", "without name")
