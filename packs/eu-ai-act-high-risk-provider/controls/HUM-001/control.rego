# METADATA
# title: "Human oversight is designed and staffed"
# description: "Measures are listed, at least one person has competence and authority recorded, and the stop control is named."
# custom:
#   id: HUM-001
#   subject: system
#   severity: critical
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.class = high"
#   reads: [system.oversight.measures, system.oversight.people, system.oversight.stop_control_ref]
#   fix: "List the measures, name a person with competence and authority, name the stop control."
#   references:
#     eu-ai-act: ["14(1)", "14(3)", "14(4)", "26(2)", "Annex IV"]
#     nist-ai-rmf: ["MAP 3.5", "GOVERN 3.2", "GOVERN 2.1"]
#     nist-ai-600-1: ["GV-3.2-003"]
#     iso-42001: ["A.9.2", "A.3.2", "A.6.1.3"]
#     omb-m-25-21: ["oversight"]
#     ai-verify: ["human_agency_oversight"]
#     csa-aicm: ["GRC"]
#     mit-ai-risk: ["5.2"]
#     finos-aigf: ["mi-11"]
package bylaw.controls.hum_001

import data.bylaw.lib.about

applies if about.high_risk

required contains "system.oversight.measures"

required contains "system.oversight.people"

required contains "system.oversight.stop_control_ref"

findings contains {
	"message": sprintf("system %s lists no oversight measure", [input.subject.name]),
	"expected": "at least one measure",
	"actual": "none",
	"fields": ["system.oversight.measures"],
} if count([m | some m in input.system.oversight.measures; trim_space(m) != ""]) == 0

findings contains {
	"message": sprintf("system %s names nobody with competence and authority to oversee it", [input.subject.name]),
	"expected": "a person with competence and authority",
	"actual": sprintf("%d people, none with both", [count(input.system.oversight.people)]),
	"fields": ["system.oversight.people"],
} if count(_able) == 0

findings contains {
	"message": sprintf("system %s names no stop control", [input.subject.name]),
	"expected": "an endpoint or a runbook",
	"actual": "nothing",
	"fields": ["system.oversight.stop_control_ref"],
} if trim_space(input.system.oversight.stop_control_ref) == ""

_able contains p.person if {
	some p in input.system.oversight.people
	p.competence != ""
	p.authority != ""
}
