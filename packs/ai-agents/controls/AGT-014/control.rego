# METADATA
# title: "Agents authenticate each other"
# description: "Messages between agents come over an authenticated channel."
# custom:
#   id: AGT-014
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.operation = agent_message"
#   reads: [agent.peer_auth, request.peer]
#   fix: "Authenticate the channel between agents."
#   references:
#     owasp-asi: ["ASI07", "ASI03"]
#     mitre-atlas: ["AML.M0033", "AML.T0073"]
#     cosai: ["controlInterComponentTransportSecurity"]
#     nist-800-53: ["IA-2", "SC-8"]
#     finos-aigf: ["ri-28", "mi-22"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     mit-ai-risk: ["7.6"]
package bylaw.controls.agt_014

applies if input.request.operation == "agent_message"

required contains "request.peer"

findings contains {
	"message": sprintf("request %s: the message of %s came over a channel that is not authenticated", [input.subject.name, object.get(input.request.peer, "id", "an agent without name")]),
	"expected": "authenticated: true",
	"actual": sprintf("%v", [object.get(input.request.peer, "authenticated", "nothing")]),
	"fields": ["request.peer"],
} if not input.request.peer.authenticated == true
