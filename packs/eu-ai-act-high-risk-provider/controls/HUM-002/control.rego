# METADATA
# title: "The stop control works"
# description: "A drill that stops or rolls back the system succeeded within the limit."
# custom:
#   id: HUM-002
#   subject: system
#   severity: high
#   stages: [predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high or agent"
#   reads: [system.oversight.stop_tested_at, system.rollback.version]
#   fix: "Hold a drill that stops or rolls back the system, and record it."
#   params:
#     - {name: max_age_days, default: 90, unit: "days", source: "quarterly drill is practice", status: product, change: any}
#   references:
#     eu-ai-act: ["14(4)(e)"]
#     nist-ai-rmf: ["MANAGE 2.4", "GOVERN 1.7"]
#     nist-ai-600-1: ["GV-1.7-001", "GV-1.3-007", "MG-2.4-004"]
#     iso-42001: ["A.6.2.6"]
#     owasp-asi: ["ASI08", "ASI10"]
#     omb-m-25-21: ["oversight"]
#     nist-800-53: ["CP-4"]
#     soc2: ["A1.3"]
#     ai-verify: ["safety"]
package bylaw.controls.hum_002

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.high_risk

applies if about.has_agents

required contains "system.oversight.stop_tested_at"

findings contains {
	"message": sprintf("system %s: the stop control was last tested on %s, more than %d days ago%s", [input.subject.name, when.day(input.system.oversight.stop_tested_at), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.system.oversight.stop_tested_at,
	"fields": ["system.oversight.stop_tested_at"],
} if when.older_than(input.system.oversight.stop_tested_at, input.params.max_age_days)

findings contains {
	"message": sprintf("system %s: the test of the stop control is dated %s, which has not come yet", [input.subject.name, when.day(input.system.oversight.stop_tested_at)]),
	"expected": "a day that has come",
	"actual": input.system.oversight.stop_tested_at,
	"fields": ["system.oversight.stop_tested_at"],
} if when.in_future(input.system.oversight.stop_tested_at)

findings contains {
	"message": sprintf("system %s: the last drill of the stop control failed", [input.subject.name]),
	"expected": "a drill that succeeded",
	"actual": "failed",
	"fields": ["system.oversight.stop_test_passed"],
} if input.system.oversight.stop_test_passed == false
