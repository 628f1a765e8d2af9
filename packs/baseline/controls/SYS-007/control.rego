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

applies if input.system.risk["class"] in {"high", "limited"}

required contains "system.purpose"

required contains "system.foreseeable_misuse"

findings contains {
	"message": sprintf("system %s says its purpose in %d words; write at least a sentence", [input.subject.name, count(words)]),
	"fields": ["system.purpose"],
} if {
	words := [w | some w in split(input.system.purpose, " "); w != ""]
	count(words) < 4
}

findings contains {
	"message": sprintf("system %s lists %d foreseeable misuses", [input.subject.name, count(input.system.foreseeable_misuse)]),
	"expected": sprintf("at least %d", [input.params.min_misuse_items]),
	"actual": sprintf("%d", [count(input.system.foreseeable_misuse)]),
	"fields": ["system.foreseeable_misuse"],
} if count(input.system.foreseeable_misuse) < input.params.min_misuse_items
