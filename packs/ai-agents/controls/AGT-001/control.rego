# METADATA
# title: "Each agent is registered"
# description: "Agent has id, owner, purpose, its own identity, models and tools in the inventory."
# custom:
#   id: AGT-001
#   subject: agent
#   severity: high
#   stages: [design, predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [agent.id, agent.owner, agent.purpose, agent.principal, agent.model_ids, agent.tools, request.agent_id]
#   fix: "Register the agent with owner, purpose, an identity of its own, models and tools."
#   references:
#     owasp-asi: ["ASI10", "ASI03"]
#     nist-ai-rmf: ["GOVERN 1.6", "GOVERN 2.1"]
#     cosai: ["controlAgentInventoryManagement"]
#     csa-aicm: ["IAM", "GRC"]
#     iso-42001: ["A.4.2"]
#     mitre-atlas: ["AML.T0103"]
#     nist-800-53: ["IA-2", "CM-8"]
#     finos-aigf: ["ri-24"]
#     mit-ai-risk: ["7.6"]
package bylaw.controls.agt_001

applies := true

required contains "agent.owner"

required contains "agent.purpose"

required contains "agent.principal"

required contains "agent.model_ids"

required contains "agent.tools"

findings contains {
	"message": sprintf("agent %s has an empty %s", [input.subject.name, key]),
	"expected": "a few words",
	"actual": "nothing",
	"fields": [sprintf("agent.%s", [key])],
} if {
	some key in ["owner", "purpose"]
	trim_space(input.agent[key]) == ""
}

findings contains {
	"message": sprintf("agent %s has no identity of its own", [input.subject.name]),
	"expected": "principal.id",
	"actual": "nothing",
	"fields": ["agent.principal"],
} if object.get(input.agent.principal, "id", "") == ""

findings contains {
	"message": sprintf("agent %s names no model", [input.subject.name]),
	"expected": "the ids of its models",
	"actual": "none",
	"fields": ["agent.model_ids"],
} if count(input.agent.model_ids) == 0

findings contains {
	"message": sprintf("%s: request %s is by agent %s, which is not registered", [input.subject.name, r.id, r.agent_id]),
	"expected": "an agent of the inventory",
	"actual": r.agent_id,
	"fields": ["request.agent_id", "agent.id"],
} if {
	some r in input.all.request
	r.agent_id
	not r.agent_id in {a.id | some a in input.all.agent}
}
