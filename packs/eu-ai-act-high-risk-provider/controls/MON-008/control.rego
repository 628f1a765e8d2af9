# METADATA
# title: "A silent vendor model change is caught"
# description: "The model version seen in answers equals the pinned one; a difference re-opens evaluation."
# custom:
#   id: MON-008
#   subject: monitoring
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "model.base.hosting = api"
#   reads: [monitoring.upstream]
#   fix: "Evaluate the version that answers, or pin the one that was evaluated."
#   references:
#     nist-ai-rmf: ["MANAGE 3.2", "MANAGE 3.1", "GOVERN 6.2"]
#     nist-ai-600-1: ["GV-6.2-004"]
#     owasp-llm: ["LLM03"]
#     finos-aigf: ["ri-5", "mi-10"]
#     sr-26-2: ["vendor"]
#     mitre-atlas: ["AML.T0109"]
#     iso-42001: ["A.10.3"]
#     eu-ai-act: ["15(4)"]
package bylaw.controls.mon_008

applies if count(input.monitoring.upstream) > 0

findings contains {
	"message": sprintf("%s: %s is pinned to %s and answers as %s", [input.subject.name, u.model_id, u.pinned_version, object.get(u, "observed_version", "a version that nobody saw")]),
	"expected": u.pinned_version,
	"actual": object.get(u, "observed_version", "nothing"),
	"fields": ["monitoring.upstream"],
} if {
	some u in input.monitoring.upstream
	not u.observed_version == u.pinned_version
}
