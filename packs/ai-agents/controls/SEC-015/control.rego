# METADATA
# title: "Training machines have no public address"
# description: "Notebooks and training compute have no public IP."
# custom:
#   id: SEC-015
#   subject: infra
#   severity: high
#   stages: [train, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Take the public address away."
#   references:
#     nist-800-53: ["SC-7"]
#     soc2: ["CC6.6"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     csa-aicm: ["I&S"]
#     mitre-atlas: ["AML.M0032"]
package bylaw.controls.sec_015

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s has a public address", [input.subject.name, r.address]),
	"expected": "no public address",
	"actual": "public",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.public_ip == true
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether a public address of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "public_ip",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "public_ip" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: a public address of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "public_ip",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.public_ip
}

_kinds := {"notebook", "training"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
