# METADATA
# title: "Circuit breaker trips on errors or denials"
# description: "When error or denial rate in the session passes the limit the agent is stopped and its owner told."
# custom:
#   id: AGT-017
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [agent.circuit_breaker, request.session]
#   fix: "Stop the agent and tell its owner."
#   params:
#     - {name: max_error_rate, default: 0.5, unit: "0-1 over at least 10 calls", source: "no number in law", status: product, change: any, stricter: lower}
#     - {name: max_deny_rate, default: 0.3, unit: "0-1 over at least 10 calls", source: "no number in law", status: product, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI08", "ASI10"]
#     nist-ai-rmf: ["MANAGE 2.4", "MEASURE 2.6"]
#     nist-ai-600-1: ["GV-1.7-001", "MG-2.4-002"]
#     cosai: ["controlAgentExecutionBounds"]
#     eu-ai-act: ["14(4)(e)", "15(4)"]
#     nist-800-53: ["SI-4"]
#     soc2: ["CC7.3"]
#     mit-ai-risk: ["7.6"]
package bylaw.controls.agt_017

import data.bylaw.lib.limit

applies if input.request.agent_id

required contains "request.session.error_rate"

required contains "request.session.deny_rate"

findings contains {
	"message": sprintf("request %s: the %s rate of the session is %v > %v%s", [input.subject.name, words, input.request.session[key], input.params[name], limit.source(name)]),
	"expected": sprintf("at most %v", [input.params[name]]),
	"actual": sprintf("%v", [input.request.session[key]]),
	"fields": ["request.session"],
} if {
	some key, entry in {"error_rate": ["error", "max_error_rate"], "deny_rate": ["denial", "max_deny_rate"]}
	words := entry[0]
	name := entry[1]
	input.request.session[key] > input.params[name]
}
