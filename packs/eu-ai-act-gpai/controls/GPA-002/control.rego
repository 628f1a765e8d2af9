# METADATA
# title: "Downstream providers get Annex XII information"
# description: "All Annex XII items are published or sent."
# custom:
#   id: GPA-002
#   subject: gpai
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "gpai.provider and not exempt"
#   reads: [gpai.provider, gpai.annex_xii]
#   fix: "Write the missing items."
#   params:
#     - {name: required, default: ["general_description", "integration", "elements_and_data"], unit: "items", source: "AI Act Annex XII", status: statutory, change: tighten_only, stricter: more}
#   references:
#     eu-ai-act: ["53(1)(b)", "Annex XII"]
#     nist-ai-rmf: ["GOVERN 4.2"]
#     iso-42001: ["A.8.2", "A.10.4"]
#     g7-sbom-ai: ["MOD"]
package bylaw.controls.gpa_002

import data.bylaw.lib.limit

applies if {
	input.gpai.provider == true
	not input.gpai.open_source_exempt == true
}

required contains "gpai.annex_xii"

findings contains {
	"message": sprintf("model %s: Annex XII lacks %s%s", [input.subject.name, replace(item, "_", " "), limit.source("required")]),
	"expected": item,
	"actual": "nothing",
	"fields": [sprintf("gpai.annex_xii.%s", [item])],
} if {
	some item in input.params.required
	not input.gpai.annex_xii[item] == true
}
