# METADATA
# title: "Build provenance is verified"
# description: "An in-toto provenance statement for the model verifies, names a trusted builder and the expected commit, and meets the level."
# custom:
#   id: SUP-003
#   subject: model
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.provenance, pipeline.commit]
#   fix: "Build in a hosted pipeline that signs provenance, and keep the statement beside the model."
#   params:
#     - {name: min_slsa_level, default: 2, unit: "SLSA build level", source: "level 2 adds a hosted builder and signed provenance", status: standard, change: any}
#     - {name: trusted_builders, default: [], unit: "builder ids; an empty list takes any builder whose statement verifies", source: "organisation decides", status: product, change: any, stricter: fewer}
#   references:
#     nist-ai-rmf: ["MAP 4.1", "MEASURE 2.8"]
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     owasp-asi: ["ASI04"]
#     mitre-atlas: ["AML.M0014"]
#     cosai: ["controlComponentIdentityProvenance"]
#     nist-800-53: ["SR-4", "SI-7"]
#     soc2: ["CC8.1"]
#     slsa: ["Build L2"]
#     g7-sbom-ai: ["META"]
package bylaw.controls.sup_003

import data.bylaw.lib.limit

applies := true

required contains "model.provenance"

findings contains {
	"message": sprintf("model %s: its provenance does not verify", [input.subject.name]),
	"expected": "a statement that verifies",
	"actual": "not verified",
	"fields": ["model.provenance"],
} if not input.model.provenance.verified == true

findings contains {
	"message": sprintf("model %s: its provenance is of level %v < %d%s", [input.subject.name, object.get(input.model.provenance, "slsa_level", "none"), input.params.min_slsa_level, limit.source("min_slsa_level")]),
	"expected": sprintf("at least %d", [input.params.min_slsa_level]),
	"actual": sprintf("%v", [object.get(input.model.provenance, "slsa_level", "nothing")]),
	"fields": ["model.provenance"],
} if not _is_enough

findings contains {
	"message": sprintf("model %s was built from commit %v, which is none of the pipelines’", [input.subject.name, object.get(input.model.provenance, "source_commit", "that nobody names")]),
	"expected": concat(", ", sort(_commits)),
	"actual": object.get(input.model.provenance, "source_commit", "nothing"),
	"fields": ["model.provenance", "pipeline.commit"],
} if {
	count(_commits) > 0
	not input.model.provenance.source_commit in _commits
}

findings contains {
	"message": sprintf("model %s was built by %v, which is not among the trusted builders%s", [input.subject.name, object.get(input.model.provenance, "builder", "nobody named"), limit.source("trusted_builders")]),
	"expected": concat(", ", input.params.trusted_builders),
	"actual": object.get(input.model.provenance, "builder", "nothing"),
	"fields": ["model.provenance"],
} if {
	count(input.params.trusted_builders) > 0
	not input.model.provenance.builder in input.params.trusted_builders
}

_is_enough if input.model.provenance.slsa_level >= input.params.min_slsa_level

_commits contains p.commit if some p in input.all.pipeline
