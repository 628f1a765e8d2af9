# METADATA
# title: "Data at rest is encrypted, with own keys where restricted"
# description: "All AI storage is encrypted; restricted data uses customer-managed keys."
# custom:
#   id: SEC-002
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources, dataset.classification]
#   fix: "Encrypt the storage; use an own key where the data is restricted."
#   references:
#     gdpr: ["32"]
#     soc2: ["CC6.1"]
#     nist-800-53: ["SC-28", "SC-12"]
#     pci-dss: ["3.5.1", "3.6.1"]
#     mitre-atlas: ["AML.M0012"]
#     csa-aicm: ["CEK"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     finos-aigf: ["mi-14"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.sec_002

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s is not encrypted at rest", [input.subject.name, r.address]),
	"expected": "encrypted at rest",
	"actual": "not encrypted",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.encrypted == false
}

findings contains {
	"message": sprintf("%s: %s holds restricted data and has no customer-managed key", [input.subject.name, r.address]),
	"expected": "a customer-managed key",
	"actual": "a key of the provider",
	"fields": ["infra.resources", "dataset.classification"],
	"subject": r.address,
} if {
	some r in _concerned
	r.kind in {"storage", "feature_store", "vector_store"}
	_holds_restricted(r)
	not r.cmk == true
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the data is encrypted of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "encrypted",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "encrypted" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the data is encrypted of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "encrypted",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.encrypted
}

_kinds := {"storage", "feature_store", "vector_store", "registry", "notebook", "agent_memory", "ml_workspace", "ai_service", "inference_endpoint", "dataset"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

# Restricted data that does not name its storage may lie in any of them.
_holds_restricted(r) if {
	some d in input.all.dataset
	d.classification == "restricted"
	_lies_in(d, r)
}

_lies_in(d, _) if not d.storage.account

_lies_in(d, r) if d.storage.account == r.address
