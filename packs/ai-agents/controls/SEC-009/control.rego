# METADATA
# title: "Outbound traffic is restricted"
# description: "Training, serving and agent runtimes have an egress allow-list."
# custom:
#   id: SEC-009
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Restrict outbound traffic to a list of hosts."
#   references:
#     nist-800-53: ["SC-7", "AC-4"]
#     mitre-atlas: ["AML.T0025", "AML.T0086", "AML.M0032"]
#     owasp-asi: ["ASI02", "ASI05"]
#     owasp-llm: ["LLM02"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["CC6.6", "CC6.7"]
#     csa-aicm: ["I&S"]
#     cosai: ["controlIsolatedConfidentialComputing"]
#     finos-aigf: ["mi-22"]
package bylaw.controls.sec_009

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s may talk to any host", [input.subject.name, r.address]),
	"expected": "an allow-list of hosts",
	"actual": "any host",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.egress_restricted == false
	not _is_listed(r)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether outbound traffic is restricted of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "egress_restricted",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "egress_restricted" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: outbound traffic is restricted of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "egress_restricted",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.egress_restricted
}

_kinds := {"training", "model", "inference_endpoint", "agent", "agent_tool", "ml_workspace", "ai_service"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

_is_listed(r) if {
	count(r.egress_allow) > 0
	count([h | some h in r.egress_allow; h in {"*", "0.0.0.0/0", "::/0"}]) == 0
}
