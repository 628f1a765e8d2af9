# METADATA
# title: "Instructions for use have the Article 13 items"
# description: "The instructions give provider contact, capabilities and limits with accuracy per group, changes, oversight measures, resources and maintenance, and log handling."
# custom:
#   id: DOC-003
#   subject: system
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high and provider"
#   reads: [system.documents]
#   fix: "Write the missing items into the instructions for use."
#   params:
#     - {name: required, default: ["provider", "capabilities", "limitations", "accuracy_by_group", "changes", "oversight", "resources", "maintenance", "logs"], unit: "items", source: "AI Act 13(3)(a)-(f)", status: statutory, change: tighten_only, stricter: more}
#   references:
#     eu-ai-act: ["13(2)", "13(3)(a)", "13(3)(b)", "13(3)(c)", "13(3)(d)", "13(3)(e)", "13(3)(f)"]
#     nist-ai-rmf: ["MAP 2.2"]
#     nist-ai-600-1: ["MS-2.8-004"]
#     iso-42001: ["A.8.2"]
#     co-sb26-189: ["developer-docs"]
#     ai-verify: ["transparency"]
package bylaw.controls.doc_003

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if {
	about.high_risk
	about.has_role("provider")
}

required contains "system.documents"

findings contains {
	"message": sprintf("system %s has no instructions for use", [input.subject.name]),
	"expected": "a document of kind instructions",
	"actual": "none",
	"fields": ["system.documents"],
} if count(_instructions) == 0

findings contains {
	"message": sprintf("system %s: its instructions for use do not give %s%s", [input.subject.name, replace(item, "_", " "), limit.source("required")]),
	"expected": item,
	"actual": "nothing",
	"fields": ["system.documents"],
} if {
	count(_instructions) > 0
	some item in input.params.required
	not item in _items
}

findings contains {
	"message": sprintf("system %s: its instructions for use %s hold %d placeholders", [input.subject.name, d.ref, d.placeholders]),
	"expected": "0",
	"actual": sprintf("%d", [d.placeholders]),
	"fields": ["system.documents"],
} if {
	some d in _instructions
	d.placeholders > 0
}

_instructions := [d | some d in input.system.documents; d.kind in {"instructions", "instructions_for_use"}]

_items contains item if {
	some d in _instructions
	some item in d.items
}
