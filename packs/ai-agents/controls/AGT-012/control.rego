# METADATA
# title: "Code runs in a sandbox"
# description: "Code-execution tools run in an isolated sandbox without network unless allowed."
# custom:
#   id: AGT-012
#   subject: agent
#   severity: critical
#   stages: [predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent.code_exec.enabled"
#   reads: [agent.code_exec, agent.tools]
#   fix: "Run code in a sandbox without network."
#   references:
#     owasp-asi: ["ASI05"]
#     owasp-llm: ["LLM05", "LLM06"]
#     mitre-atlas: ["AML.M0032", "AML.T0105", "AML.T0050", "AML.T0102"]
#     cosai: ["controlModelAndDataExecutionIntegrity"]
#     nist-800-53: ["SC-39", "CM-7"]
#     finos-aigf: ["mi-22"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["CC6.8"]
package bylaw.controls.agt_012

applies if {
	not input.agent.code_exec.enabled == false
	_runs_code
}

required contains "agent.code_exec.sandbox"

findings contains {
	"message": sprintf("agent %s runs code in %s, which is no sandbox", [input.subject.name, input.agent.code_exec.sandbox]),
	"expected": "an isolated sandbox",
	"actual": sprintf("%v", [input.agent.code_exec.sandbox]),
	"fields": ["agent.code_exec"],
} if lower(sprintf("%v", [input.agent.code_exec.sandbox])) in {"", "none", "false", "host", "process"}

findings contains {
	"message": sprintf("agent %s runs code with network access that nobody allowed", [input.subject.name]),
	"expected": "no network, or a reason",
	"actual": sprintf("network: %v", [object.get(input.agent.code_exec, "network", "nothing")]),
	"fields": ["agent.code_exec"],
} if {
	not input.agent.code_exec.network in {false, "none"}
	object.get(input.agent.code_exec, "network_allowed_because", "") == ""
}

_runs_code if input.agent.code_exec.enabled == true

_runs_code if {
	some t in input.agent.tools
	t.risk == "code_exec"
}
