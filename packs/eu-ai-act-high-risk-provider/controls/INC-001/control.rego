# METADATA
# title: "Incident plan exists and was exercised"
# description: "The plan names roles, contacts, authorities and stop steps and was exercised inside the limit."
# custom:
#   id: INC-001
#   subject: system
#   severity: high
#   stages: [predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.risk.class in high, limited"
#   reads: [system.incident_plan.ref, system.incident_plan.tested_at]
#   fix: "Write the plan and exercise it."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "yearly exercise is practice", status: convention, change: any}
#   references:
#     nist-ai-rmf: ["MANAGE 4.3", "MANAGE 2.3", "GOVERN 4.3"]
#     nist-ai-600-1: ["MG-2.3-001", "GV-1.5-002", "GV-6.2-003", "GV-2.1-002"]
#     iso-42001: ["A.8.4", "A.8.3"]
#     eu-ai-act: ["73(1)", "26(5)", "17(1)"]
#     soc2: ["CC7.4"]
#     nist-800-53: ["IR-3", "IR-8"]
#     cosai: ["controlIncidentResponseManagement"]
#     csa-aicm: ["SEF"]
#     ai-verify: ["accountability"]
package bylaw.controls.inc_001

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.at_least_limited

required contains "system.incident_plan.ref"

required contains "system.incident_plan.tested_at"

findings contains {
	"message": sprintf("system %s links an empty incident plan", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.incident_plan.ref"],
} if trim_space(input.system.incident_plan.ref) == ""

findings contains {
	"message": sprintf("system %s: the incident plan was exercised on %s, more than %d days ago%s", [input.subject.name, input.system.incident_plan.tested_at, input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.system.incident_plan.tested_at,
	"fields": ["system.incident_plan.tested_at"],
} if when.older_than(input.system.incident_plan.tested_at, input.params.max_age_days)

findings contains {
	"message": sprintf("system %s: the exercise of the incident plan is dated %s, which has not come yet", [input.subject.name, input.system.incident_plan.tested_at]),
	"expected": "a day that has come",
	"actual": input.system.incident_plan.tested_at,
	"fields": ["system.incident_plan.tested_at"],
} if when.in_future(input.system.incident_plan.tested_at)
