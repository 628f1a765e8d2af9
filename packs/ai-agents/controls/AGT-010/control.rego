# METADATA
# title: "Tool servers are approved and unchanged"
# description: "The MCP server is on the registry and the digest of the tool definition equals the approved one."
# custom:
#   id: AGT-010
#   subject: agent
#   severity: critical
#   stages: [predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent with MCP servers"
#   reads: [agent.mcp_servers, agent.tools, request.tool]
#   fix: "Look at what changed in the tool, approve its digest anew, or take the server out."
#   references:
#     owasp-asi: ["ASI04", "ASI02"]
#     owasp-llm: ["LLM03"]
#     mitre-atlas: ["AML.T0110", "AML.T0109", "AML.T0104", "AML.M0014"]
#     cosai: ["controlAgentIntegrityManagement", "controlComponentIdentityProvenance"]
#     finos-aigf: ["mi-20", "ri-26"]
#     nist-800-53: ["SR-4", "SI-7"]
#     nist-ai-rmf: ["MANAGE 3.1", "MAP 4.2"]
#     csa-aicm: ["STA"]
#     soc2: ["CC6.8", "CC9.2"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.agt_010

import data.bylaw.lib.digest

applies if not _has_nothing

required contains "agent.mcp_servers"

required contains "agent.tools"

findings contains {
	"message": sprintf("agent %s uses server %s, which is not approved", [input.subject.name, s.id]),
	"expected": "an approved server",
	"actual": sprintf("approved: %v", [object.get(s, "approved", "nothing")]),
	"fields": ["agent.mcp_servers"],
} if {
	some s in input.agent.mcp_servers
	not s.approved == true
}

findings contains {
	"message": sprintf("agent %s: the definition of tool %s changed since it was approved", [input.subject.name, t.name]),
	"expected": t.approved_sha256,
	"actual": object.get(t, "schema_sha256", "not known"),
	"fields": ["agent.tools"],
} if {
	some t in input.agent.tools
	t.approved_sha256 != ""
	not digest.same(t.schema_sha256, t.approved_sha256)
}

findings contains {
	"message": sprintf("agent %s: the definition of tool %s was never approved", [input.subject.name, t.name]),
	"expected": "approved_sha256",
	"actual": "nothing",
	"fields": ["agent.tools"],
} if {
	some t in input.agent.tools
	object.get(t, "approved_sha256", "") == ""
}

findings contains {
	"message": sprintf("agent %s: request %s met another definition of tool %s than the approved one", [input.subject.name, r.id, t.name]),
	"expected": t.approved_sha256,
	"actual": r.tool.schema_sha256,
	"fields": ["request.tool", "agent.tools"],
} if {
	some r in input.all.request
	r.agent_id == input.agent.id
	some t in input.agent.tools
	t.name == r.tool.name
	t.server == r.tool.server
	t.approved_sha256 != ""
	r.tool.schema_sha256
	not digest.same(r.tool.schema_sha256, t.approved_sha256)
}

_has_nothing if {
	input.agent.mcp_servers == []
	input.agent.tools == []
}
