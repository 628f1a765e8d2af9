# METADATA
# title: "Documentation is kept ten years"
# description: "The archive rule for technical documentation, quality records and the declaration is at least ten years after placing on the market."
# custom:
#   id: DOC-010
#   subject: system
#   severity: medium
#   stages: [deploy, retire]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high and provider"
#   reads: [system.retention.docs_days]
#   fix: "Set the archive rule to ten years after placing on the market."
#   params:
#     - {name: min_days, default: 3653, unit: "days", source: "AI Act 18(1): ten years", status: statutory, change: tighten_only}
#   references:
#     eu-ai-act: ["18(1)", "47(1)"]
#     nist-ai-600-1: ["GV-1.5-003"]
#     nist-ai-rmf: ["GOVERN 1.5"]
#     soc2: ["C1.1"]
#     co-sb26-189: ["records"]
#     nist-800-53: ["AU-11"]
package bylaw.controls.doc_010

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if {
	about.high_risk
	about.has_role("provider")
}

required contains "system.retention.docs_days"

findings contains {
	"message": sprintf("system %s keeps its documentation for %d days < %d%s", [input.subject.name, input.system.retention.docs_days, input.params.min_days, limit.source("min_days")]),
	"expected": sprintf("at least %d days", [input.params.min_days]),
	"actual": sprintf("%d days", [input.system.retention.docs_days]),
	"fields": ["system.retention.docs_days"],
} if input.system.retention.docs_days < input.params.min_days
