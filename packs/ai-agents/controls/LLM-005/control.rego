# METADATA
# title: "Prompts hold no secrets or access rules"
# description: "Prompt files have no secrets; authorisation is not written as prompt text."
# custom:
#   id: LLM-005
#   subject: pipeline
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.prompts]
#   fix: "Take secrets and access rules out of the prompt; enforce them outside of the model."
#   references:
#     owasp-llm: ["LLM07"]
#     mitre-atlas: ["AML.T0056", "AML.T0083"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["CC6.1"]
#     nist-800-53: ["IA-5"]
package bylaw.controls.llm_005

applies if not input.pipeline.prompts == []

required contains "pipeline.prompts"

findings contains {
	"message": sprintf("%s: prompt %s holds %d %s", [input.subject.name, p.path, p[key], words]),
	"expected": "0",
	"actual": sprintf("%d", [p[key]]),
	"fields": ["pipeline.prompts"],
	"file": p.path,
} if {
	some p in input.pipeline.prompts
	some key, words in {"secret_hits": "secrets", "access_rule_hits": "access rules", "injection_hits": "hidden instructions"}
	p[key] > 0
}

inconclusive contains {
	"message": sprintf("%s: nobody searched prompt %s for secrets", [input.subject.name, p.path]),
	"expected": "secret_hits",
	"actual": "nothing",
	"fields": ["pipeline.prompts"],
} if {
	some p in input.pipeline.prompts
	not is_number(p.secret_hits)
}
