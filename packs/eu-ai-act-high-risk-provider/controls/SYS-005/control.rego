# METADATA
# title: "Risk class was approved by an accountable role and still fits"
# description: "The approval of the class names a person in a risk or legal role, is younger than the limit, and was given for the same purpose, domain, effect, model family and data as today (digest match)."
# custom:
#   id: SYS-005
#   subject: system
#   severity: high
#   stages: [design, predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [system.risk.approved_by, system.risk.approved_at, system.risk.inputs_digest, system.risk.approved_inputs_digest]
#   fix: "Have the class approved anew: the facts that it was approved for are not those of today."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "law asks for keeping it current, no number; yearly review is common practice", status: product, change: any}
#   references:
#     eu-ai-act: ["6(4)", "9(2)"]
#     nist-ai-rmf: ["GOVERN 1.5", "GOVERN 2.3", "MANAGE 1.1"]
#     iso-42001: ["A.5.3", "A.6.2.2"]
#     sr-26-2: ["governance"]
#     csa-aicm: ["GRC"]
package bylaw.controls.sys_005

import data.bylaw.lib.digest
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "system.risk.approved_by"

required contains "system.risk.approved_at"

required contains "system.risk.inputs_digest"

required contains "system.risk.approved_inputs_digest"

findings contains {
	"message": sprintf("system %s: the risk class was approved for other facts than today’s", [input.subject.name]),
	"expected": input.system.risk.inputs_digest,
	"actual": input.system.risk.approved_inputs_digest,
	"fields": ["system.risk.inputs_digest", "system.risk.approved_inputs_digest"],
} if not digest.same(input.system.risk.inputs_digest, input.system.risk.approved_inputs_digest)

findings contains {
	"message": sprintf("system %s: the approval of the risk class by %s on %s is older than %d days%s", [input.subject.name, input.system.risk.approved_by, when.day(input.system.risk.approved_at), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.system.risk.approved_at,
	"fields": ["system.risk.approved_at"],
} if when.older_than(input.system.risk.approved_at, input.params.max_age_days)

findings contains {
	"message": sprintf("system %s: the approval of the risk class is dated %s, which has not come yet", [input.subject.name, when.day(input.system.risk.approved_at)]),
	"expected": "a day that has come",
	"actual": input.system.risk.approved_at,
	"fields": ["system.risk.approved_at"],
} if when.in_future(input.system.risk.approved_at)

findings contains {
	"message": sprintf("system %s: the risk class is approved by nobody", [input.subject.name]),
	"expected": "a person in a risk or legal role",
	"actual": "an empty name",
	"fields": ["system.risk.approved_by"],
} if trim_space(input.system.risk.approved_by) == ""
