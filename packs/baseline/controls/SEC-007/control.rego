# METADATA
# title: "Inference needs authentication"
# description: "Every inference or agent endpoint requires authentication."
# custom:
#   id: SEC-007
#   subject: infra
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Require authentication on the endpoint."
#   references:
#     soc2: ["CC6.1"]
#     nist-800-53: ["IA-2", "AC-3"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     owasp-ml: ["ML05"]
#     mitre-atlas: ["AML.M0019", "AML.T0040"]
#     cosai: ["controlApplicationAccessManagement"]
#     csa-aicm: ["IAM"]
#     eu-ai-act: ["15(5)"]
#     owasp-asi: ["ASI07"]
package bylaw.controls.sec_007

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s lets anybody in without authentication", [input.subject.name, r.address]),
	"expected": "authentication",
	"actual": "none",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.auth_required == false
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether callers must authenticate of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "auth_required",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "auth_required" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: callers must authenticate of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "auth_required",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.auth_required
}

_kinds := {"inference_endpoint", "agent_gateway", "ai_service", "agent"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
