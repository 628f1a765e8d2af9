# METADATA
# title: "Traffic is encrypted"
# description: "Minimum TLS version is met on every AI endpoint and between components."
# custom:
#   id: SEC-003
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Raise the lowest version of TLS."
#   params:
#     - {name: min_tls, default: "1.2", unit: "version", source: "NIST SP 800-52 revision 2", status: standard, change: tighten_only, stricter: higher}
#   references:
#     gdpr: ["32"]
#     soc2: ["CC6.7"]
#     nist-800-53: ["SC-8"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     cosai: ["controlInterComponentTransportSecurity"]
#     owasp-asi: ["ASI07"]
#     csa-aicm: ["CEK"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.sec_003

import data.bylaw.lib.limit

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s takes TLS %v < %v%s", [input.subject.name, r.address, r.min_tls, input.params.min_tls, limit.source("min_tls")]),
	"expected": sprintf("at least %v", [input.params.min_tls]),
	"actual": sprintf("%v", [r.min_tls]),
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	_number(r.min_tls) < _number(input.params.min_tls)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the lowest version of TLS of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "min_tls",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "min_tls" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the lowest version of TLS of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "min_tls",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.min_tls
}

_kinds := {"inference_endpoint", "ai_service", "storage", "vector_store", "agent_gateway", "ml_workspace"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

# `TLS1_2`, `1.2` and 1.2 are the same; a word without a number is no version at all.
_number(version) := to_number(replace(found[0], "_", ".")) if {
	found := regex.find_n(`[0-9]+[._][0-9]+`, sprintf("%v", [version]), 1)
	count(found) == 1
} else := 0
