# METADATA
# title: "Prompt-injection check passed"
# description: "Inputs and tool results carry a detector score below the limit; a missing score is a deny for agents with tools."
# custom:
#   id: AGT-009
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent or user facing"
#   reads: [request.content]
#   fix: "Block the message; look at where it came from."
#   params:
#     - {name: max_score, default: 0.8, unit: "0-1 detector score", source: "detector-specific; tune on own traffic", status: product, change: any, stricter: lower}
#   references:
#     owasp-llm: ["LLM01"]
#     owasp-asi: ["ASI01"]
#     mitre-atlas: ["AML.M0015", "AML.M0020", "AML.T0051", "AML.T0054"]
#     cosai: ["controlInputValidationAndSanitization"]
#     nist-ai-rmf: ["MEASURE 2.7", "MANAGE 2.2"]
#     nist-ai-600-1: ["MS-2.7-007"]
#     finos-aigf: ["ri-10", "mi-17"]
#     csa-aicm: ["MDS", "AIS"]
#     eu-ai-act: ["15(5)"]
#     nist-800-53: ["SI-10"]
#     mit-ai-risk: ["2.2"]
package bylaw.controls.agt_009

import data.bylaw.lib.limit

applies if input.request.agent_id

applies if input.system.user_facing == true

required contains "request.content.injection_score"

findings contains {
	"message": sprintf("request %s: the injection score is %v >= %v%s", [input.subject.name, input.request.content.injection_score, input.params.max_score, limit.source("max_score")]),
	"expected": sprintf("below %v", [input.params.max_score]),
	"actual": sprintf("%v", [input.request.content.injection_score]),
	"fields": ["request.content"],
} if input.request.content.injection_score >= input.params.max_score
