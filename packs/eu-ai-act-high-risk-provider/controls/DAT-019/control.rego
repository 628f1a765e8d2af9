# METADATA
# title: "Outside data is screened for poisoning"
# description: "Public, scraped or user-made data has a dated scan for outliers, trigger patterns and injected instructions with no open findings."
# custom:
#   id: DAT-019
#   subject: dataset
#   severity: high
#   stages: [data, train]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.source.kind in public, web_scrape, user_generated"
#   reads: [dataset.source.kind, dataset.poisoning_scan]
#   fix: "Look at what the scan found; remove rows and scan again."
#   references:
#     eu-ai-act: ["15(5)"]
#     nist-ai-rmf: ["MEASURE 2.7", "MAP 4.2"]
#     nist-ai-600-1: ["MS-2.6-002", "MG-3.1-002"]
#     owasp-llm: ["LLM04"]
#     owasp-ml: ["ML02", "ML10"]
#     mitre-atlas: ["AML.M0007", "AML.T0020", "AML.T0019"]
#     cosai: ["controlTrainingDataSanitization"]
#     finos-aigf: ["ri-9"]
#     csa-aicm: ["MDS"]
#     nist-800-53: ["SI-10"]
package bylaw.controls.dat_019

applies if input.dataset.source.kind in {"public", "web_scrape", "user_generated"}

required contains "dataset.poisoning_scan"

findings contains {
	"message": sprintf("dataset %s: a scan for poisoning has %d open %s", [input.subject.name, input.dataset.poisoning_scan[key], words]),
	"expected": "0",
	"actual": sprintf("%d", [input.dataset.poisoning_scan[key]]),
	"fields": ["dataset.poisoning_scan"],
} if {
	some key, words in {"findings": "findings", "injected_instruction_hits": "hits on injected instructions"}
	input.dataset.poisoning_scan[key] > 0
}

findings contains {
	"message": sprintf("dataset %s: the scan for poisoning does not say %s", [input.subject.name, words]),
	"expected": key,
	"actual": "nothing",
	"fields": ["dataset.poisoning_scan"],
} if {
	some key, words in {"findings": "what it found", "at": "when it was made"}
	object.get(input.dataset.poisoning_scan, key, null) == null
}
