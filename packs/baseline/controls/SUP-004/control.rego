# METADATA
# title: "AI bill of materials is present and complete"
# description: "A CycloneDX BOM lists the model and dataset components with name, version, hash, licence, supplier and references, at the stated version."
# custom:
#   id: SUP-004
#   subject: model
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.aibom]
#   fix: "Run the bom command; it fills what it can see and lists what is missing."
#   params:
#     - {name: min_spec_version, default: "1.6", unit: "CycloneDX version", source: "first with modelCard energy and full ML fields; 1.7 current", status: standard, change: any}
#     - {name: required, default: ["name", "version", "hashes", "licenses", "supplier", "modelCard.modelParameters.datasets", "modelCard.considerations"], unit: "fields", source: "G7 minimum elements, Models and Dataset clusters", status: standard, change: any}
#   references:
#     eu-ai-act: ["Annex IV", "11(1)"]
#     nist-ai-rmf: ["MAP 4.1", "MAP 4.2", "GOVERN 6.1"]
#     nist-ai-600-1: ["GV-1.6-003"]
#     owasp-llm: ["LLM03"]
#     owasp-asi: ["ASI04"]
#     mitre-atlas: ["AML.M0023"]
#     g7-sbom-ai: ["META", "SLP", "MOD", "DP", "INF", "SP"]
#     iso-42001: ["A.4.2", "A.4.4", "A.4.5"]
#     nist-800-53: ["CM-8", "SR-4"]
#     csa-aicm: ["STA"]
#     cosai: ["controlModelAndDataInventoryManagement"]
#     soc2: ["CC9.2"]
package bylaw.controls.sup_004

import data.bylaw.lib.limit

applies := true

required contains "model.aibom"

findings contains {
	"message": sprintf("model %s: its bill of materials is of CycloneDX %s < %s%s", [input.subject.name, input.model.aibom.spec_version, _min, limit.source("min_spec_version")]),
	"expected": sprintf("at least %s", [_min]),
	"actual": input.model.aibom.spec_version,
	"fields": ["model.aibom"],
} if _number(input.model.aibom.spec_version) < _number(_min)

findings contains {
	"message": sprintf("model %s: its bill of materials does not say its version", [input.subject.name]),
	"expected": _min,
	"actual": "nothing",
	"fields": ["model.aibom"],
} if not is_string(input.model.aibom.spec_version)

findings contains {
	"message": sprintf("model %s: its bill of materials lists no model", [input.subject.name]),
	"expected": "a component of type machine-learning-model",
	"actual": "none",
	"fields": ["model.aibom"],
} if not input.model.aibom.model_components > 0

findings contains {
	"message": sprintf("model %s: its bill of materials lists no dataset", [input.subject.name]),
	"expected": "a component of type data",
	"actual": "none",
	"fields": ["model.aibom"],
} if {
	count(input.all.dataset) > 0
	not input.model.aibom.data_components > 0
}

findings contains {
	"message": sprintf("model %s: its bill of materials lacks %s%s", [input.subject.name, entry, limit.source("required")]),
	"expected": field,
	"actual": "nothing",
	"fields": ["model.aibom"],
} if {
	some entry in input.model.aibom.missing
	some field in input.params.required
	_is_about(entry, field)
}

_min := sprintf("%v", [input.params.min_spec_version])

# 1.10 is newer than 1.9.
_number(version) := (to_number(split(version, ".")[0]) * 1000) + to_number(split(version, ".")[1])

_is_about(entry, field) if entry == field

_is_about(entry, field) if endswith(entry, sprintf(": %s", [field]))
