# METADATA
# title: "Fundamental rights impact assessment done before first use"
# description: "Public bodies, private providers of public services, and deployers of Annex III 5(b) or 5(c) systems have a finished FRIA and have notified the authority before the first production use."
# custom:
#   id: SYS-009
#   subject: system
#   severity: critical
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: attested
#   applies_when: "deployer and (organisation is a public body or provides public services, or annex_iii has 5(b) or 5(c))"
#   reads: [system.operator_roles, system.risk.annex_iii, context.organisation.public_body, system.fria.ref, system.fria.completed_at, system.fria.notified_at]
#   fix: "Finish the fundamental rights impact assessment and notify the authority before first use."
#   references:
#     eu-ai-act: ["27(1)", "27(2)", "27(3)", "27(4)"]
#     nist-ai-rmf: ["MAP 5.1"]
#     iso-42001: ["A.5.4"]
package bylaw.controls.sys_009

import data.bylaw.lib.about
import data.bylaw.lib.when

applies if {
	about.has_role("deployer")
	_is_public
}

applies if {
	about.has_role("deployer")
	some point in {"5(b)", "5(c)"}
	point in input.system.risk.annex_iii
}

required contains "system.fria.ref"

required contains "system.fria.completed_at"

required contains "system.fria.notified_at"

findings contains {
	"message": sprintf("system %s: the fundamental rights impact assessment is dated %s, which has not come yet", [input.subject.name, input.system.fria.completed_at]),
	"expected": "a finished assessment",
	"actual": input.system.fria.completed_at,
	"fields": ["system.fria.completed_at"],
} if when.in_future(input.system.fria.completed_at)

findings contains {
	"message": sprintf("system %s: the authority is to be notified on %s, which has not come yet", [input.subject.name, input.system.fria.notified_at]),
	"expected": "notified before first use",
	"actual": input.system.fria.notified_at,
	"fields": ["system.fria.notified_at"],
} if when.in_future(input.system.fria.notified_at)

findings contains {
	"message": sprintf("system %s: the assessment was finished on %s, after the authority was notified on %s", [input.subject.name, input.system.fria.completed_at, input.system.fria.notified_at]),
	"expected": "notified with the finished assessment",
	"actual": input.system.fria.notified_at,
	"fields": ["system.fria.completed_at", "system.fria.notified_at"],
} if when.instant(input.system.fria.completed_at) > when.instant(input.system.fria.notified_at)

_is_public if input.context.organisation.public_body == true
