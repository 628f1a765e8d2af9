# METADATA
# title: "Solely automated decisions have a ground, a human and a way to contest"
# description: "A system that decides alone with legal or similar effect names the ground, offers human review and a contest channel."
# custom:
#   id: PRV-010
#   subject: system
#   severity: critical
#   stages: [design, predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.decision_effect = solely_automated and system.affects_persons"
#   reads: [system.decision_effect, system.automated_decision.ground, system.human_alternative, system.appeals.channel]
#   fix: "Name the ground, offer review by a person and a channel to contest."
#   references:
#     gdpr: ["22"]
#     eu-ai-act: ["14(1)", "26(11)", "86(1)"]
#     co-sb26-189: ["review", "correct"]
#     omb-m-25-21: ["appeal"]
#     nist-ai-rmf: ["MEASURE 3.3", "GOVERN 5.1"]
#     ai-verify: ["human_agency_oversight"]
#     mit-ai-risk: ["5.2"]
package bylaw.controls.prv_010

import data.bylaw.lib.about

applies if {
	input.system.decision_effect == "solely_automated"
	about.affects_persons
}

required contains "system.automated_decision.ground"

required contains "system.human_alternative"

required contains "system.appeals.channel"

findings contains {
	"message": sprintf("system %s decides alone on the ground of %s, which is none", [input.subject.name, input.system.automated_decision.ground]),
	"expected": "contract, law or explicit_consent",
	"actual": input.system.automated_decision.ground,
	"fields": ["system.automated_decision.ground"],
} if not input.system.automated_decision.ground in {"contract", "law", "explicit_consent"}

findings contains {
	"message": sprintf("system %s decides alone and offers no review by a person", [input.subject.name]),
	"expected": "human_alternative: true",
	"actual": sprintf("%v", [input.system.human_alternative]),
	"fields": ["system.human_alternative"],
} if not input.system.human_alternative == true

findings contains {
	"message": sprintf("system %s decides alone and names no way to contest", [input.subject.name]),
	"expected": "an address or link",
	"actual": "nothing",
	"fields": ["system.appeals.channel"],
} if trim_space(input.system.appeals.channel) == ""
