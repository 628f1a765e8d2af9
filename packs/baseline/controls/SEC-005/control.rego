# METADATA
# title: "Identities have least privilege"
# description: "No wildcard or owner role for serving, training or agent identities; local keys are off where managed identity exists."
# custom:
#   id: SEC-005
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Grant named rights on named resources; turn local keys off."
#   references:
#     soc2: ["CC6.1", "CC6.3"]
#     nist-800-53: ["AC-6", "IA-5"]
#     mitre-atlas: ["AML.M0005", "AML.M0026"]
#     owasp-llm: ["LLM06"]
#     owasp-asi: ["ASI03"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     cosai: ["controlModelAndDataAccessControls", "controlAgentPluginPermissions"]
#     csa-aicm: ["IAM"]
#     finos-aigf: ["mi-12", "mi-18"]
#     pci-dss: ["7.2.1"]
#     gdpr: ["32"]
package bylaw.controls.sec_005

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s holds %v", [input.subject.name, r.address, role]),
	"expected": "named rights",
	"actual": sprintf("%v", [role]),
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	some role in r.roles
	_is_wide(role)
}

findings contains {
	"message": sprintf("%s: %s lets callers in with local keys", [input.subject.name, r.address]),
	"expected": "managed identities only",
	"actual": "local keys",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.local_auth_disabled == false
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the rights of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "roles",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; _tells(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the rights of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "roles",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.roles
}

_kinds := {"identity", "policy", "ai_service", "inference_endpoint", "vector_store", "training", "agent"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

_tells(r) if "roles" in object.keys(r)

_tells(r) if "local_auth_disabled" in object.keys(r)

_is_wide(role) if contains(role, "*")

_is_wide(role) if lower(role) in {"owner", "contributor", "editor", "roles/owner", "roles/editor", "administrator"}

_is_wide(role) if regex.match(`(?i)(fullaccess|administratoraccess)$`, role)
