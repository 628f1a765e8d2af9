# METADATA
# title: "Registry and data are backed up"
# description: "Model registry, prompt store and training data have backup on."
# custom:
#   id: SEC-012
#   subject: infra
#   severity: medium
#   stages: [deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Turn backup on."
#   references:
#     soc2: ["A1.2"]
#     nist-800-53: ["CP-9"]
#     nist-ai-rmf: ["MANAGE 2.3"]
#     nist-ai-600-1: ["GV-6.2-005"]
#     csa-aicm: ["BCR"]
#     eu-ai-act: ["15(4)"]
#     gdpr: ["32"]
package bylaw.controls.sec_012

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s has no backup", [input.subject.name, r.address]),
	"expected": "a backup",
	"actual": "none",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.backup == false
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether backup of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "backup",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "backup" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: backup of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "backup",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.backup
}

_kinds := {"registry", "storage", "feature_store", "vector_store"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
