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
#   reads: [model.base.id, model.base.revision, model.base.pinned, model.base.hosting]
#   fix: "Name a commit or a digest; for a hosted model its dated version."
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

findings contains {
	"message": sprintf("model %s builds on %s at %v, which can change", [input.subject.name, input.model.base.id, object.get(input.model.base, "revision", "no revision")]),
	"expected": "a commit, a digest or a dated version",
	"actual": sprintf("%v", [object.get(input.model.base, "revision", "nothing")]),
	"fields": ["model.base.revision", "model.base.pinned"],
} if not _is_pinned

# What a collector found is believed, unless the revision itself says otherwise.
_is_pinned if {
	input.model.base.pinned == true
	not _is_moving
}

_is_pinned if {
	not _is_told
	regex.match(_immutable, input.model.base.revision)
}

_is_pinned if {
	not _is_told
	input.model.base.hosting == "api"
	regex.match(_dated, object.get(input.model.base, "revision", input.model.base.id))
}

_is_told if input.model.base.pinned == true

_is_told if input.model.base.pinned == false

_is_moving if lower(input.model.base.revision) in {"main", "master", "head", "latest", "stable", "default"}

_immutable := `^(sha256:)?([0-9a-f]{40}|[0-9a-f]{64})$`

_dated := `20[0-9]{2}-?(0[1-9]|1[0-2])-?(0[1-9]|[12][0-9]|3[01])`
