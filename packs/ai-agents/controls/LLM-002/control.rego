# METADATA
# title: "Personal data and secrets do not leave in answers"
# description: "An answer with a finding above the limit is redacted or blocked."
# custom:
#   id: LLM-002
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "model.generative"
#   reads: [request.content, decision.effect]
#   fix: "Redact or block the answer."
#   params:
#     - {name: min_confidence, default: 0.7, unit: "0-1", source: "see PRV-001", status: product, change: any, stricter: lower}
#   references:
#     owasp-llm: ["LLM02"]
#     gdpr: ["5", "32"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MP-4.1-009", "MP-4.1-001"]
#     mitre-atlas: ["AML.T0057", "AML.M0020"]
#     cosai: ["controlOutputValidationAndSanitization"]
#     finos-aigf: ["mi-1"]
#     soc2: ["C1.1", "P6"]
#     pci-dss: ["3.4.1"]
#     csa-aicm: ["DSP"]
#     mit-ai-risk: ["2.1"]
package bylaw.controls.llm_002

import data.bylaw.lib.limit

applies if _is_answer

required contains "request.content.pii"

required contains "request.content.secrets"

findings contains {
	"message": sprintf("request %s: the answer holds %s (confidence %v >= %v%s) and was let through", [input.subject.name, p.entity, object.get(p, "confidence", 1), input.params.min_confidence, limit.source("min_confidence")]),
	"expected": "redact or deny",
	"actual": _effect,
	"fields": ["request.content", "decision.effect"],
} if {
	not _is_held
	some p in input.request.content.pii
	object.get(p, "confidence", 1) >= input.params.min_confidence
	not _is_own(p)
}

findings contains {
	"message": sprintf("request %s: the answer holds a secret (%s) and was let through", [input.subject.name, object.get(s, "rule", "of a kind that nobody names")]),
	"expected": "redact or deny",
	"actual": _effect,
	"fields": ["request.content", "decision.effect"],
} if {
	not _is_held
	some s in input.request.content.secrets
}

_is_answer if not input.request.operation in {"tool_call", "memory_write"}

_effect := object.get(input, ["decision", "effect"], "allow")

_is_held if _effect in {"redact", "deny"}

# What belongs to the person who asks may be said to them.
_is_own(p) if p.owner == input.request.principal.id
