# METADATA
# title: "No secrets in code, notebooks, prompts or agent configuration"
# description: "Secret scanner has no finding; verified findings always fail."
# custom:
#   id: SUP-011
#   subject: pipeline
#   severity: critical
#   stages: [data, train, predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.secrets, pipeline.prompts]
#   fix: "Revoke the key, move it to a vault, rewrite history."
#   references:
#     owasp-llm: ["LLM02", "LLM07"]
#     owasp-asi: ["ASI03"]
#     mitre-atlas: ["AML.T0055", "AML.T0083"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["CC6.1"]
#     nist-800-53: ["IA-5"]
#     csa-aicm: ["IAM"]
#     finos-aigf: ["mi-23"]
#     cosai: ["controlAgentCredentialIsolation"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.sup_011

applies := true

required contains "pipeline.secrets"

findings contains {
	"message": sprintf("%s: %s holds a secret (%s%s)", [input.subject.name, s.path, s.rule, _verified(s)]),
	"expected": "no secret",
	"actual": s.rule,
	"fields": ["pipeline.secrets"],
	"file": s.path,
	"line": object.get(s, "line", 1),
} if {
	some s in input.pipeline.secrets
	not _is_answered(s)
}

findings contains {
	"message": sprintf("%s: prompt %s holds %d secrets", [input.subject.name, p.path, p.secret_hits]),
	"expected": "0",
	"actual": sprintf("%d", [p.secret_hits]),
	"fields": ["pipeline.prompts"],
	"file": p.path,
} if {
	some p in input.pipeline.prompts
	p.secret_hits > 0
}

findings contains {
	"message": sprintf("%s: parts of it could not be searched for secrets", [input.subject.name]),
	"expected": "all files",
	"actual": "not all",
	"fields": ["pipeline.secrets"],
} if input.complete == false

_verified(s) := ", and it works" if s.verified == true

_verified(s) := "" if not s.verified == true

# A false alarm may be marked with a reason; a secret that works is none.
_is_answered(s) if {
	not s.verified == true
	s.ignored_because != ""
}
