# METADATA
# title: "GPAI technical documentation covers Annex XI"
# description: "All Annex XI items are present."
# custom:
#   id: GPA-001
#   subject: gpai
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "gpai.provider and not exempt"
#   reads: [gpai.provider, gpai.open_source_exempt, gpai.annex_xi]
#   fix: "Write the missing items."
#   params:
#     - {name: required, default: ["general_description", "design_specifications", "training_data", "compute", "energy"], unit: "items", source: "AI Act Annex XI", status: statutory, change: tighten_only, stricter: more}
#   references:
#     eu-ai-act: ["53(1)(a)", "53(2)", "Annex XI"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     iso-42001: ["A.6.2.7"]
#     g7-sbom-ai: ["MOD", "DP"]
package bylaw.controls.gpa_001

import data.bylaw.lib.limit

applies if {
	input.gpai.provider == true
	not input.gpai.open_source_exempt == true
}

required contains "gpai.annex_xi"

findings contains {
	"message": sprintf("model %s: Annex XI lacks %s%s", [input.subject.name, replace(item, "_", " "), limit.source("required")]),
	"expected": item,
	"actual": "nothing",
	"fields": [sprintf("gpai.annex_xi.%s", [item])],
} if {
	some item in input.params.required
	not input.gpai.annex_xi[item] == true
}
