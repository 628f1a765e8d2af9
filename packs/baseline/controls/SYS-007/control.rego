# METADATA
# title: "Intended purpose and foreseeable misuse are written"
# description: "Purpose has at least a sentence, and at least one foreseeable misuse is listed for high and limited risk."
# custom:
#   id: SYS-007
#   subject: system
#   severity: medium
#   stages: [design]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: declared
#   applies_when: "system.risk.class in high, limited"
#   reads: [system.purpose, system.foreseeable_misuse]
#   fix: "Write a sentence of purpose and the misuse that can be foreseen."
#   params:
#     - {name: min_misuse_items, default: 1, unit: "items", source: "AI Act 9(2)(b) asks for foreseeable misuse, no number", status: product, change: any}
#   references:
#     eu-ai-act: ["9(2)(b)", "13(3)(b)", "Annex IV"]
#     nist-ai-rmf: ["MAP 1.1", "MAP 3.3"]
#     nist-ai-600-1: ["MP-1.1-004"]
#     iso-42001: ["A.6.2.2", "A.9.4"]
#     g7-sbom-ai: ["SLP"]
#     ai-verify: ["transparency"]
package bylaw.controls.sys_007

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if about.at_least_limited

required contains "system.purpose"

required contains "system.foreseeable_misuse"

findings contains {
	"message": sprintf("system %s says its purpose in %d words; write at least a sentence", [input.subject.name, count(_words)]),
	"expected": "at least 4 words",
	"actual": input.system.purpose,
	"fields": ["system.purpose"],
} if count(_words) < 4

findings contains {
	"message": sprintf("system %s lists %d foreseeable misuses < %d%s", [input.subject.name, count(_misuse), input.params.min_misuse_items, limit.source("min_misuse_items")]),
	"expected": sprintf("at least %d", [input.params.min_misuse_items]),
	"actual": sprintf("%d", [count(_misuse)]),
	"fields": ["system.foreseeable_misuse"],
} if count(_misuse) < input.params.min_misuse_items

_words := [w | some w in split(input.system.purpose, " "); w != ""]

_misuse contains m if {
	some m in input.system.foreseeable_misuse
	trim_space(m) != ""
}
