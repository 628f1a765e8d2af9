# METADATA
# title: "Loops end"
# description: "Steps, tool calls and seconds in the session stay under the limits."
# custom:
#   id: AGT-005
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [request.session, agent.limits]
#   fix: "End the session; look for the loop."
#   params:
#     - {name: max_steps, default: 25, unit: "steps", source: "common framework recursion default", status: convention, change: any}
#     - {name: max_tool_calls, default: 50, unit: "calls", source: "no number in law", status: product, change: any}
#     - {name: max_seconds, default: 600, unit: "seconds", source: "no number in law", status: product, change: any}
#   references:
#     owasp-asi: ["ASI08"]
#     owasp-llm: ["LLM10", "LLM06"]
#     mitre-atlas: ["AML.T0029", "AML.T0034"]
#     cosai: ["controlAgentExecutionBounds"]
#     nist-ai-rmf: ["MANAGE 2.4"]
#     nist-800-53: ["SC-5"]
#     mit-ai-risk: ["7.6"]
package bylaw.controls.agt_005

import data.bylaw.lib.agents

applies if input.request.agent_id

required contains "request.session.steps"

required contains "request.session.tool_calls"

required contains "request.session.elapsed_s"

findings contains {
	"message": sprintf("request %s: the session has %v %s > %v", [input.subject.name, input.request.session[key], words, _of(name)]),
	"expected": sprintf("at most %v %s", [_of(name), words]),
	"actual": sprintf("%v", [input.request.session[key]]),
	"fields": ["request.session", "agent.limits"],
} if {
	some key, entry in {"steps": ["max_steps", "steps"], "tool_calls": ["max_tool_calls", "tool calls"], "elapsed_s": ["max_seconds", "seconds"]}
	name := entry[0]
	words := entry[1]
	input.request.session[key] > _of(name)
}

_of(name) := min([input.params[name], object.get(agents.limits, name, input.params[name])])
