# METADATA
# title: "Model card is complete and for this version"
# description: "All required sections have content and the card names this model version."
# custom:
#   id: DOC-001
#   subject: model
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.card, model.card_version, model.version]
#   fix: "Write the missing sections and the version of the model."
#   params:
#     - {name: required, default: ["intended_use", "out_of_scope", "training_data", "evaluation", "metrics", "limitations", "ethical", "owner", "licence", "version"], unit: "sections", source: "model card papers and hub template, AI Act 13(3)(b)", status: standard, change: any}
#   references:
#     eu-ai-act: ["11(1)", "13(3)", "Annex IV"]
#     nist-ai-rmf: ["MAP 2.2", "MAP 1.1", "MEASURE 2.8", "MEASURE 2.9"]
#     nist-ai-600-1: ["MS-2.9-002", "MG-3.1-005"]
#     iso-42001: ["A.6.2.7", "A.8.2"]
#     sr-26-2: ["development"]
#     co-sb26-189: ["developer-docs"]
#     ai-verify: ["transparency"]
#     g7-sbom-ai: ["MOD"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["7.4"]
package bylaw.controls.doc_001

import data.bylaw.lib.limit

applies := true

required contains "model.card"

findings contains {
	"message": sprintf("the card of model %s has no content on %s%s", [input.subject.name, replace(key, "_", " "), limit.source("required")]),
	"expected": sprintf("card.%s", [key]),
	"actual": "nothing",
	"fields": [sprintf("model.card.%s", [key])],
} if {
	some key in input.params.required
	not input.model.card[key]
	not _is_known(key)
}

findings contains {
	"message": sprintf("the card of model %s is for version %v, not %v", [input.subject.name, input.model.card_version, input.model.version]),
	"expected": sprintf("%v", [input.model.version]),
	"actual": sprintf("%v", [input.model.card_version]),
	"fields": ["model.card_version", "model.version"],
} if input.model.card_version != input.model.version

findings contains {
	"message": sprintf("the card of model %s still holds %s", [input.subject.name, p]),
	"expected": "no placeholder",
	"actual": p,
	"fields": ["model.card"],
} if some p in input.model.card.placeholders

findings contains {
	"message": sprintf("the card of model %s differs from what was measured: %s", [input.subject.name, d]),
	"expected": "the measured numbers",
	"actual": d,
	"fields": ["model.card"],
} if some d in input.model.card.differs_from_measured

_is_known(key) if {
	key == "version"
	input.model.card_version != ""
}
