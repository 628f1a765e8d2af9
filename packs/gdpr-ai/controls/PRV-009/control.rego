# METADATA
# title: "Processing record is linked"
# description: "The record of processing entry is linked for personal data."
# custom:
#   id: PRV-009
#   subject: system
#   severity: medium
#   stages: [design]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: declared
#   applies_when: "dataset.personal_data"
#   reads: [system.ropa_ref]
#   fix: "Link the entry of the processing record (bylaw report ropa drafts it)."
#   references:
#     gdpr: ["30"]
#     nist-ai-rmf: ["GOVERN 1.1"]
#     soc2: ["P1"]
#     csa-aicm: ["DSP"]
package bylaw.controls.prv_009

import data.bylaw.lib.datasets

applies if datasets.any_personal

required contains "system.ropa_ref"

findings contains {
	"message": sprintf("system %s links an empty record of processing", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.ropa_ref"],
} if trim_space(input.system.ropa_ref) == ""
