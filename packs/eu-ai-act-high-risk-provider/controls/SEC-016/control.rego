# METADATA
# title: "Weights are not readable by everyone"
# description: "Model registry and weight storage have no public or all-users access."
# custom:
#   id: SEC-016
#   subject: infra
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources, model.registry]
#   fix: "Close the registry and the storage of weights."
#   references:
#     owasp-ml: ["ML05"]
#     mitre-atlas: ["AML.M0005", "AML.M0001", "AML.T0044", "AML.T0035"]
#     soc2: ["CC6.1"]
#     nist-800-53: ["AC-3"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     cosai: ["controlModelAndDataAccessControls"]
#     csa-aicm: ["MDS", "IAM"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.sec_016

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s can be read from the internet", [input.subject.name, r.address]),
	"expected": "no public access",
	"actual": "public",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.public_network == true
	not r.private_endpoint == true
}

findings contains {
	"message": sprintf("%s: %s grants its contents to %s", [input.subject.name, r.address, role]),
	"expected": "named readers",
	"actual": role,
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	some role in r.roles
	lower(role) in {"*", "allusers", "allauthenticatedusers"}
}

findings contains {
	"message": sprintf("%s: the registry %s of model %s is public", [input.subject.name, m.registry.name, m.id]),
	"expected": "no public access",
	"actual": "public",
	"fields": ["model.registry"],
} if {
	some m in input.all.model
	m.registry.public_access == true
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether who can read the weights of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "public_network",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "public_network" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: who can read the weights of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "public_network",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.public_network
}

_kinds := {"registry", "storage", "model"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
