# METADATA
# title: "Dataset licence allows this use"
# description: "The licence is known and allows training, and commercial use when the system is commercial."
# custom:
#   id: DAT-004
#   subject: dataset
#   severity: high
#   stages: [data, train, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [dataset.licence.spdx, dataset.licence.allows, system.commercial]
#   fix: "Ask for a licence that allows the use, or take other data."
#   params:
#     - {name: denied, default: ["unknown", "CC-BY-NC-*", "CC-BY-ND-*"], unit: "SPDX patterns", source: "non-commercial and no-derivative terms", status: product, change: any}
#   references:
#     eu-ai-act: ["10(2)(b)", "53(1)(c)"]
#     nist-ai-rmf: ["GOVERN 6.1", "MAP 4.1"]
#     nist-ai-600-1: ["GV-1.1-001", "MP-4.1-006", "MP-4.1-010", "GV-6.1-001"]
#     iso-42001: ["A.7.3"]
#     owasp-llm: ["LLM03"]
#     finos-aigf: ["ri-23", "mi-7"]
#     cosai: ["controlTrainingDataManagement"]
#     csa-aicm: ["STA"]
package bylaw.controls.dat_004

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies := true

required contains "dataset.licence.spdx"

findings contains {
	"message": sprintf("dataset %s has the licence %s, which is denied (%s)%s", [input.subject.name, input.dataset.licence.spdx, pattern, limit.source("denied")]),
	"expected": "a licence that allows the use",
	"actual": input.dataset.licence.spdx,
	"fields": ["dataset.licence.spdx"],
} if {
	some pattern in input.params.denied
	glob.match(lower(pattern), null, lower(input.dataset.licence.spdx))
}

findings contains {
	"message": sprintf("dataset %s: its licence %s does not allow to %s", [input.subject.name, input.dataset.licence.spdx, _words[use]]),
	"expected": use,
	"actual": sprintf("allows %v", [object.get(input.dataset.licence, "allows", [])]),
	"fields": ["dataset.licence.allows"],
} if {
	some use in _uses
	not use in object.get(input.dataset.licence, "allows", [])
}

_words := {"train": "train on it", "commercial": "use it commercially"}

_uses contains "train" if datasets.for_training(input.dataset)

_uses contains "commercial" if input.system.commercial == true
