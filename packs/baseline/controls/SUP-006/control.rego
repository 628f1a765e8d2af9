# METADATA
# title: "Third-party models are pinned"
# description: "Revision is an immutable digest or commit, never a branch, alias or latest; hosted models name a dated version."
# custom:
#   id: SUP-006
#   subject: model
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   references:
#     nist-ai-rmf: ["MANAGE 3.2", "MAP 4.2"]
#     nist-ai-600-1: ["GV-6.2-004"]
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     owasp-asi: ["ASI04"]
#     mitre-atlas: ["AML.T0109", "AML.T0010", "AML.M0014"]
#     finos-aigf: ["ri-5", "mi-10"]
#     cosai: ["controlModelAndDataIntegrityManagement"]
#     nist-800-53: ["CM-2", "SR-3"]
#     g7-sbom-ai: ["MOD"]
package bylaw.controls.sup_006

applies if input.model.base.id

required contains "model.base.id"

findings contains {
	"message": sprintf("model %s builds on %s at %s, which can change", [input.subject.name, input.model.base.id, object.get(input.model.base, "revision", "no revision")]),
	"expected": "a commit, a digest or a dated version",
	"fields": ["model.base.revision", "model.base.pinned"],
} if not input.model.base.pinned
