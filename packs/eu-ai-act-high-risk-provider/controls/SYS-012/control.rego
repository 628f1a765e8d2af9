# METADATA
# title: "Risk register has owners, treatment and acceptable residual risk"
# description: "Every risk has likelihood, severity, owner, treatment and residual score; residual above tolerance needs a named acceptance; the register was reviewed within the limit."
# custom:
#   id: SYS-012
#   subject: system
#   severity: high
#   stages: [design, predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.class = high"
#   reads: [system.risk_register.items, system.risk_register.tolerance, system.risk_register.reviewed_at]
#   fix: "Give each risk owner, treatment and residual score; accept what stays above tolerance by name; review the register."
#   params:
#     - {name: tolerance, default: 9, unit: "score of 25", source: "mid cell of a 5 by 5 matrix", status: convention, change: any, stricter: lower}
#     - {name: max_review_age_days, default: 180, unit: "days", source: "AI Act 9(2) regular systematic review, no number", status: product, change: any}
#   references:
#     eu-ai-act: ["9(1)", "9(2)", "9(5)", "Annex IV"]
#     nist-ai-rmf: ["MANAGE 1.2", "MANAGE 1.3", "MANAGE 1.4", "MAP 1.5", "MAP 5.1"]
#     nist-ai-600-1: ["GV-1.3-005", "MG-1.3-001"]
#     iso-42001: ["A.5.2"]
#     iso-23894: ["6.4.2", "6.4.3", "6.4.4", "6.5", "6.6"]
#     soc2: ["CC3.2"]
#     sr-26-2: ["governance"]
#     csa-aicm: ["GRC"]
#     ai-verify: ["safety"]
package bylaw.controls.sys_012

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.high_risk

required contains "system.risk_register.items"

required contains "system.risk_register.reviewed_at"

findings contains {
	"message": sprintf("system %s: the risk register is empty", [input.subject.name]),
	"expected": "at least one risk",
	"actual": "none",
	"fields": ["system.risk_register.items"],
} if count(input.system.risk_register.items) == 0

findings contains {
	"message": sprintf("system %s: risk %v has no %s", [input.subject.name, object.get(item, "id", sprintf("number %d", [i + 1])), key]),
	"expected": key,
	"actual": "nothing",
	"fields": ["system.risk_register.items"],
} if {
	some i, item in input.system.risk_register.items
	some key in ["likelihood", "severity", "owner", "treatment", "residual"]
	object.get(item, key, "") == ""
}

findings contains {
	"message": sprintf("system %s: risk %v stays at %d > %d%s and nobody accepted it by name", [input.subject.name, object.get(item, "id", sprintf("number %d", [i + 1])), item.residual, _tolerance, limit.source("tolerance")]),
	"expected": sprintf("at most %d, or accepted by a named person", [_tolerance]),
	"actual": sprintf("%d", [item.residual]),
	"fields": ["system.risk_register.items", "system.risk_register.tolerance"],
} if {
	some i, item in input.system.risk_register.items
	item.residual > _tolerance
	object.get(item, "accepted_by", "") == ""
}

findings contains {
	"message": sprintf("system %s: the risk register was reviewed on %s, more than %d days ago%s", [input.subject.name, input.system.risk_register.reviewed_at, input.params.max_review_age_days, limit.source("max_review_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_review_age_days]),
	"actual": input.system.risk_register.reviewed_at,
	"fields": ["system.risk_register.reviewed_at"],
} if when.older_than(input.system.risk_register.reviewed_at, input.params.max_review_age_days)

# The system may be stricter than the pack, not milder.
_tolerance := min([input.params.tolerance, object.get(input.system.risk_register, "tolerance", input.params.tolerance)])
