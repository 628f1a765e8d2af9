# METADATA
# title: "Declaration of conformity and CE marking exist"
# description: "Both are present before the system is placed on the market."
# custom:
#   id: DOC-011
#   subject: system
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.risk.class = high and provider"
#   reads: [system.conformity.declaration_ref, system.conformity.ce_marked]
#   fix: "Draw up the declaration and affix the mark before placing on the market."
#   references:
#     eu-ai-act: ["16", "47(1)", "48(1)", "Annex V"]
#     nist-ai-rmf: ["GOVERN 1.1"]
package bylaw.controls.doc_011

import data.bylaw.lib.about

applies if {
	about.high_risk
	about.has_role("provider")
}

required contains "system.conformity.declaration_ref"

required contains "system.conformity.ce_marked"

findings contains {
	"message": sprintf("system %s bears no CE marking", [input.subject.name]),
	"expected": "ce_marked: true",
	"actual": sprintf("%v", [input.system.conformity.ce_marked]),
	"fields": ["system.conformity.ce_marked"],
} if not input.system.conformity.ce_marked == true

findings contains {
	"message": sprintf("system %s links an empty declaration of conformity", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.conformity.declaration_ref"],
} if trim_space(input.system.conformity.declaration_ref) == ""
