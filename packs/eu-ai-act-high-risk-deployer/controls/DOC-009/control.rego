# METADATA
# title: "Affected persons and workers are told"
# description: "Annex III systems that decide or help decide about people link the notice; at work the date workers were told is before go-live."
# custom:
#   id: DOC-009
#   subject: system
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.class = high and deployer"
#   reads: [system.notices.affected_person_ref, system.notices.workers_informed_at, system.deployment_context]
#   fix: "Tell the people concerned; tell workers before go-live."
#   references:
#     eu-ai-act: ["26(7)", "26(11)"]
#     gdpr: ["13", "14"]
#     co-sb26-189: ["notice"]
#     nist-ai-rmf: ["GOVERN 5.1"]
#     iso-42001: ["A.8.5"]
#     ai-verify: ["transparency"]
#     soc2: ["P1"]
package bylaw.controls.doc_009

import data.bylaw.lib.about
import data.bylaw.lib.when

applies if {
	about.high_risk
	about.has_role("deployer")
}

required contains "system.notices.affected_person_ref"

required contains "system.notices.workers_informed_at" if "workplace" in input.system.deployment_context

findings contains {
	"message": sprintf("system %s links an empty notice to affected persons", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.notices.affected_person_ref"],
} if trim_space(input.system.notices.affected_person_ref) == ""

findings contains {
	"message": sprintf("system %s: workers were told on %s, after go-live on %s", [input.subject.name, input.system.notices.workers_informed_at, _go_live]),
	"expected": sprintf("by %s", [_go_live]),
	"actual": input.system.notices.workers_informed_at,
	"fields": ["system.notices.workers_informed_at", "system.placed_on_market_at"],
} if {
	"workplace" in input.system.deployment_context
	when.instant(input.system.notices.workers_informed_at) > when.instant(_go_live)
}

findings contains {
	"message": sprintf("system %s: workers are to be told on %s, which has not come yet, and it is in production", [input.subject.name, input.system.notices.workers_informed_at]),
	"expected": "told before go-live",
	"actual": input.system.notices.workers_informed_at,
	"fields": ["system.notices.workers_informed_at", "system.status"],
} if {
	"workplace" in input.system.deployment_context
	not input.system.placed_on_market_at
	input.system.status == "production"
	when.in_future(input.system.notices.workers_informed_at)
}

_go_live := input.system.placed_on_market_at
