# METADATA
# title: "Prompts are versioned and approved"
# description: "Each prompt file’s digest equals its approved digest."
# custom:
#   id: LLM-004
#   subject: pipeline
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.prompts]
#   fix: "Have the prompt reviewed and its digest approved."
#   references:
#     owasp-llm: ["LLM01", "LLM07"]
#     soc2: ["CC8.1"]
#     nist-ai-rmf: ["GOVERN 1.4", "MEASURE 2.1"]
#     owasp-asi: ["ASI10"]
#     mitre-atlas: ["AML.T0081"]
#     iso-42001: ["A.6.2.3"]
#     nist-800-53: ["CM-3"]
#     csa-aicm: ["CCC"]
package bylaw.controls.llm_004

import data.bylaw.lib.digest

applies if not input.pipeline.prompts == []

required contains "pipeline.prompts"

findings contains {
	"message": sprintf("%s: prompt %s is not the approved one", [input.subject.name, p.path]),
	"expected": p.approved_sha256,
	"actual": p.sha256,
	"fields": ["pipeline.prompts"],
	"file": p.path,
} if {
	some p in input.pipeline.prompts
	p.approved_sha256
	not digest.same(p.sha256, p.approved_sha256)
}

findings contains {
	"message": sprintf("%s: prompt %s was never approved", [input.subject.name, p.path]),
	"expected": "approved_sha256",
	"actual": "nothing",
	"fields": ["pipeline.prompts"],
	"file": p.path,
} if {
	some p in input.pipeline.prompts
	object.get(p, "approved_sha256", "") == ""
}
