# METADATA
# title: "Guardrails are configured on both sides"
# description: "Input and output detectors for injection, personal data, secrets and harmful content are configured for the environment."
# custom:
#   id: LLM-001
#   subject: system
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "model.generative"
#   reads: [agent.guardrails, infra.resources]
#   fix: "Configure the detector that is missing."
#   params:
#     - {name: required_input, default: ["injection", "pii", "secrets"], unit: "detectors", source: "LLM01, LLM02", status: standard, change: any, stricter: more}
#     - {name: required_output, default: ["pii", "secrets", "toxicity"], unit: "detectors", source: "LLM02, LLM05", status: standard, change: any, stricter: more}
#   references:
#     owasp-llm: ["LLM01", "LLM02", "LLM05"]
#     mitre-atlas: ["AML.M0020", "AML.M0015"]
#     nist-ai-rmf: ["MANAGE 2.2", "MEASURE 2.6"]
#     nist-ai-600-1: ["MG-3.2-005", "MS-2.5-006"]
#     cosai: ["controlInputValidationAndSanitization", "controlOutputValidationAndSanitization"]
#     finos-aigf: ["mi-3", "mi-17"]
#     csa-aicm: ["MDS", "AIS"]
#     mit-ai-risk: ["1.2", "2.1"]
package bylaw.controls.llm_001

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if about.generative

required contains "agent.guardrails" if count(_guards) == 0

findings contains {
	"message": sprintf("system %s: %s has no %s detector on its input%s", [input.subject.name, name, detector, limit.source("required_input")]),
	"expected": detector,
	"actual": sprintf("%v", [object.get(g, "input", [])]),
	"fields": ["agent.guardrails"],
} if {
	some name, g in _guards
	some detector in input.params.required_input
	not detector in object.get(g, "input", [])
}

findings contains {
	"message": sprintf("system %s: %s has no %s detector on its output%s", [input.subject.name, name, detector, limit.source("required_output")]),
	"expected": detector,
	"actual": sprintf("%v", [object.get(g, "output", [])]),
	"fields": ["agent.guardrails"],
} if {
	some name, g in _guards
	some detector in input.params.required_output
	not detector in object.get(g, "output", [])
}

# An agent without guardrails has none of the detectors.
_guards[a.id] := object.get(a, "guardrails", {}) if some a in input.all.agent

_guards[input.subject.name] := input.system.guardrails
