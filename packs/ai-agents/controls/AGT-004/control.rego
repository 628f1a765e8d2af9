# METADATA
# title: "Spending limits hold"
# description: "Cost of this call, session and day stays under the agent’s limits; unknown price means deny in production."
# custom:
#   id: AGT-004
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [request.cost_estimate, request.session, request.spend_today, agent.limits]
#   fix: "Wait, or have the limit raised and approved."
#   params:
#     - {name: max_cost_per_call, default: 1.0, unit: "EUR", source: "no number in law", status: product, change: any}
#     - {name: max_cost_per_session, default: 10.0, unit: "EUR", source: "no number in law", status: product, change: any}
#     - {name: max_cost_per_day, default: 200.0, unit: "EUR", source: "no number in law", status: product, change: any}
#   references:
#     owasp-llm: ["LLM10"]
#     owasp-asi: ["ASI08", "ASI02"]
#     mitre-atlas: ["AML.T0034", "AML.M0004"]
#     finos-aigf: ["mi-9"]
#     cosai: ["controlAgentExecutionBounds"]
#     nist-ai-rmf: ["MANAGE 2.4", "MAP 3.2"]
#     soc2: ["A1.1"]
#     mit-ai-risk: ["7.6"]
package bylaw.controls.agt_004

import data.bylaw.lib.agents
import data.bylaw.lib.limit

applies if input.request.agent_id

required contains "request.session.cost"

required contains "request.spend_today.amount"

required contains "request.cost_estimate.amount" if input.request.environment == "prod"

findings contains {
	"message": sprintf("request %s: this call costs %v > %v", [input.subject.name, _amount, _of("max_cost_per_call")]),
	"expected": sprintf("at most %v", [_of("max_cost_per_call")]),
	"actual": sprintf("%v", [_amount]),
	"fields": ["request.cost_estimate", "agent.limits"],
} if _amount > _of("max_cost_per_call")

findings contains {
	"message": sprintf("request %s: the session costs %v with this call > %v", [input.subject.name, limit.shown(input.request.session.cost + _amount), _of("max_cost_per_session")]),
	"expected": sprintf("at most %v", [_of("max_cost_per_session")]),
	"actual": sprintf("%v", [limit.shown(input.request.session.cost + _amount)]),
	"fields": ["request.session", "request.cost_estimate", "agent.limits"],
} if limit.above(input.request.session.cost + _amount, _of("max_cost_per_session"))

findings contains {
	"message": sprintf("request %s: the day costs %v with this call > %v", [input.subject.name, limit.shown(input.request.spend_today.amount + _amount), _of("max_cost_per_day")]),
	"expected": sprintf("at most %v", [_of("max_cost_per_day")]),
	"actual": sprintf("%v", [limit.shown(input.request.spend_today.amount + _amount)]),
	"fields": ["request.spend_today", "request.cost_estimate", "agent.limits"],
} if limit.above(input.request.spend_today.amount + _amount, _of("max_cost_per_day"))

findings contains {
	"message": sprintf("request %s: costs are in %s and the limits in %s", [input.subject.name, input.request.cost_estimate.currency, agents.limits.currency]),
	"expected": agents.limits.currency,
	"actual": input.request.cost_estimate.currency,
	"fields": ["request.cost_estimate", "agent.limits"],
} if input.request.cost_estimate.currency != agents.limits.currency

_amount := object.get(input.request, ["cost_estimate", "amount"], 0)

# An agent may be held to less than the organisation allows, not to more.
_of(name) := min([input.params[name], object.get(agents.limits, name, input.params[name])])
