# METADATA
# title: "AI services are not open to the internet"
# description: "Inference endpoints, registries, vector stores, notebooks and AI services have public network access off or a private endpoint."
# custom:
#   id: SEC-001
#   subject: infra
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Turn public access off, add a private endpoint, or tag what is meant to be public."
#   params:
#     - {name: exempt_tag, default: "ai-public-endpoint", unit: "tag", source: "organisation marks intended public endpoints", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.7"]
#     eu-ai-act: ["15(5)"]
#     soc2: ["CC6.6"]
#     nist-800-53: ["SC-7", "AC-4"]
#     mitre-atlas: ["AML.M0019", "AML.M0032"]
#     cosai: ["controlIsolatedConfidentialComputing"]
#     csa-aicm: ["I&S"]
#     finos-aigf: ["mi-17"]
#     gdpr: ["32"]
#     owasp-asi: ["ASI04"]
package bylaw.controls.sec_001

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s is open to the internet", [input.subject.name, r.address]),
	"expected": "no public network, or a private endpoint",
	"actual": "public",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	not _is_exempt(r)
	_is_public(r)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the network is public of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "public_network",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "public_network" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the network is public of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "public_network",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.public_network
}

_kinds := {"inference_endpoint", "ai_service", "vector_store", "registry", "notebook", "ml_workspace", "agent", "agent_tool"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

_is_public(r) if {
	r.public_network == true
	not r.private_endpoint == true
}

_is_public(r) if r.public_ip == true

# The tag exempts with any value but no.
_is_exempt(r) if {
	value := r.tags[input.params.exempt_tag]
	not lower(sprintf("%v", [value])) in {"", "false", "no"}
}
