# METADATA
# title: "Agents send data only to allowed hosts"
# description: "Destination host matches the allow-list and, for restricted data, the allowed region."
# custom:
#   id: AGT-016
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent with network tools"
#   reads: [request.destination, agent.egress_allow, request.content]
#   fix: "Add the host to the agent’s list, or leave the call denied."
#   params:
#     - {name: restricted_regions, default: ["eu"], unit: "regions", source: "organisation decides where restricted data may go", status: product, change: any, stricter: fewer}
#   references:
#     owasp-asi: ["ASI02"]
#     owasp-llm: ["LLM02"]
#     mitre-atlas: ["AML.T0086", "AML.T0025", "AML.M0028"]
#     nist-800-53: ["SC-7", "AC-4"]
#     gdpr: ["44"]
#     soc2: ["CC6.7"]
#     cosai: ["controlAgentPluginPermissions"]
#     finos-aigf: ["mi-1", "mi-22"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     csa-aicm: ["DSP"]
package bylaw.controls.agt_016

import data.bylaw.lib.agents
import data.bylaw.lib.limit

applies if {
	input.request.destination.host
	input.request.agent_id
}

required contains "request.content.classification"

findings contains {
	"message": sprintf("request %s sends data to %s, which is not on the list of agent %s", [input.subject.name, input.request.destination.host, input.request.agent_id]),
	"expected": sprintf("%v", [agents.hosts]),
	"actual": input.request.destination.host,
	"fields": ["request.destination", "agent.egress_allow"],
} if not _is_allowed

findings contains {
	"message": sprintf("request %s sends restricted data to %v, which is outside %s%s", [input.subject.name, object.get(input.request.destination, "region", "a region that nobody names"), concat(", ", input.params.restricted_regions), limit.source("restricted_regions")]),
	"expected": concat(", ", input.params.restricted_regions),
	"actual": sprintf("%v", [object.get(input.request.destination, "region", "nothing")]),
	"fields": ["request.destination", "request.content"],
} if {
	input.request.content.classification == "restricted"
	not input.request.destination.region in input.params.restricted_regions
}

_is_allowed if {
	some pattern in agents.hosts
	glob.match(lower(pattern), ["."], lower(input.request.destination.host))
}
