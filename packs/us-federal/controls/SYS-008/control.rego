# METADATA
# title: "Impact assessment exists and is current"
# description: "A finished impact assessment on people and society is linked for systems that affect persons."
# custom:
#   id: SYS-008
#   subject: system
#   severity: high
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.affects_persons"
#   reads: [system.impact_assessment.ref, system.impact_assessment.completed_at]
#   fix: "Finish the impact assessment and link it with its date."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "practice", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MAP 5.1", "MAP 1.1", "GOVERN 4.2"]
#     nist-ai-600-1: ["GV-4.2-003"]
#     iso-42001: ["A.5.2", "A.5.3", "A.5.4", "A.5.5"]
#     omb-m-25-21: ["impact"]
#     iso-23894: ["6.4.2", "6.4.3"]
#     csa-aicm: ["GRC"]
package bylaw.controls.sys_008

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.affects_persons

required contains "system.impact_assessment.ref"

required contains "system.impact_assessment.completed_at"

findings contains {
	"message": sprintf("system %s: the impact assessment of %s is older than %d days%s", [input.subject.name, input.system.impact_assessment.completed_at, input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.system.impact_assessment.completed_at,
	"fields": ["system.impact_assessment.completed_at"],
} if when.older_than(input.system.impact_assessment.completed_at, input.params.max_age_days)

findings contains {
	"message": sprintf("system %s: the impact assessment is to be completed on %s, so it is not finished", [input.subject.name, input.system.impact_assessment.completed_at]),
	"expected": "a finished assessment",
	"actual": input.system.impact_assessment.completed_at,
	"fields": ["system.impact_assessment.completed_at"],
} if when.in_future(input.system.impact_assessment.completed_at)
