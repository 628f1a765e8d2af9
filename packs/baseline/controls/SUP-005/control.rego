# METADATA
# title: "Third-party model licence allows this use"
# description: "The base-model licence is known and allows the use; use-restricted licences link an accepted-terms note."
# custom:
#   id: SUP-005
#   subject: model
#   severity: high
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.base.licence, model.licence, model.licence_restrictions_accepted, model.base.id]
#   fix: "Take a base whose licence allows the use, or accept its terms and link the note."
#   params:
#     - {name: needs_acceptance, default: ["llama*", "gemma*", "openrail*", "*-rail-*", "other"], unit: "licence patterns", source: "community licences with use policies", status: product, change: any, stricter: more}
#     - {name: denied, default: ["unknown", "other-nc", "cc-by-nc-*", "*-nc", "*-nc-*", "*-non-commercial*"], unit: "licence patterns", source: "terms without commercial use", status: product, change: any, stricter: more}
#   references:
#     nist-ai-rmf: ["GOVERN 6.1", "MAP 4.1"]
#     nist-ai-600-1: ["GV-6.1-010", "GV-1.1-001"]
#     owasp-llm: ["LLM03"]
#     iso-42001: ["A.10.3"]
#     eu-ai-act: ["25(4)"]
#     finos-aigf: ["ri-23", "mi-7"]
#     g7-sbom-ai: ["MOD"]
#     csa-aicm: ["STA"]
package bylaw.controls.sup_005

import data.bylaw.lib.limit

applies if input.model.base.id

applies if input.model.licence

required contains "model.base.licence" if input.model.base.id

findings contains {
	"message": sprintf("model %s builds on the licence %s, whose terms (%s) nobody accepted%s", [input.subject.name, l, pattern, limit.source("needs_acceptance")]),
	"expected": "licence_restrictions_accepted with a link",
	"actual": l,
	"fields": ["model.base.licence", "model.licence", "model.licence_restrictions_accepted"],
} if {
	some l in _licences
	some pattern in input.params.needs_acceptance
	glob.match(lower(pattern), null, lower(l))
	object.get(input.model, "licence_restrictions_accepted", "") == ""
}

findings contains {
	"message": sprintf("model %s builds on the licence %s, which does not allow this use%s", [input.subject.name, l, limit.source("denied")]),
	"expected": "a licence that allows the use",
	"actual": l,
	"fields": ["model.base.licence", "model.licence"],
} if {
	_is_commercial
	some l in _licences
	some pattern in input.params.denied
	glob.match(lower(pattern), null, lower(l))
}

_licences contains input.model.base.licence

_licences contains input.model.licence

# What does not say that it earns nothing is taken to earn.
_is_commercial if not input.system.commercial == false
