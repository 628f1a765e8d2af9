# METADATA
# title: "Agent configuration is the approved one"
# description: "Digest of prompt, tools, model and limits equals the approved digest."
# custom:
#   id: AGT-018
#   subject: agent
#   severity: high
#   stages: [deploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [agent.config_digest, agent.approved_config_digest]
#   fix: "Look at what changed, have the configuration approved anew."
#   references:
#     owasp-asi: ["ASI10", "ASI04"]
#     mitre-atlas: ["AML.T0081"]
#     soc2: ["CC8.1"]
#     nist-800-53: ["CM-3", "CM-6"]
#     nist-ai-rmf: ["GOVERN 1.4"]
#     cosai: ["controlAgentIntegrityManagement"]
#     csa-aicm: ["CCC"]
#     eu-ai-act: ["17(1)"]
package bylaw.controls.agt_018

import data.bylaw.lib.digest

applies := true

required contains "agent.config_digest"

required contains "agent.approved_config_digest"

findings contains {
	"message": sprintf("agent %s: its configuration is not the approved one", [input.subject.name]),
	"expected": input.agent.approved_config_digest,
	"actual": input.agent.config_digest,
	"fields": ["agent.config_digest", "agent.approved_config_digest"],
} if not digest.same(input.agent.config_digest, input.agent.approved_config_digest)
