# METADATA
# title: "Audit logging is on for AI services"
# description: "Diagnostic or audit logs of each AI resource go to a log store."
# custom:
#   id: SEC-004
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Send the audit or diagnostic logs to a log store."
#   references:
#     eu-ai-act: ["12(1)", "19(1)"]
#     soc2: ["CC7.2"]
#     nist-800-53: ["AU-2", "AU-12"]
#     nist-ai-rmf: ["MEASURE 2.8", "MANAGE 4.1"]
#     mitre-atlas: ["AML.M0024"]
#     csa-aicm: ["LOG"]
#     iso-42001: ["A.6.2.8"]
#     finos-aigf: ["mi-4"]
#     cosai: ["controlThreatDetection"]
package bylaw.controls.sec_004

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s writes no audit log", [input.subject.name, r.address]),
	"expected": "audit or diagnostic logs that go to a store",
	"actual": "none",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.diagnostics == false
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether audit logs are written of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "diagnostics",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "diagnostics" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: audit logs are written of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "diagnostics",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.diagnostics
}

_kinds := {"inference_endpoint", "ai_service", "vector_store", "registry", "ml_workspace", "agent", "agent_gateway"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
