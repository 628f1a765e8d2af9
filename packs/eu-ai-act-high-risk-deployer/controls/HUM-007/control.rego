# METADATA
# title: "People can complain and appeal"
# description: "A channel and a time limit exist and no item is overdue."
# custom:
#   id: HUM-007
#   subject: system
#   severity: high
#   stages: [predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [system.appeals.channel, system.appeals.sla_days, monitoring.feedback]
#   fix: "Name a channel and a time limit; answer what is overdue."
#   params:
#     - {name: max_sla_days, default: 30, unit: "days", source: "GDPR 12(3) one month as model", status: convention, change: any}
#   references:
#     eu-ai-act: ["26(11)", "86(1)"]
#     nist-ai-rmf: ["MEASURE 3.3", "GOVERN 5.1", "MANAGE 4.1"]
#     nist-ai-600-1: ["GV-3.2-004", "MG-3.2-004"]
#     iso-42001: ["A.8.3", "A.3.3"]
#     omb-m-25-21: ["appeal", "feedback"]
#     co-sb26-189: ["review"]
#     gdpr: ["21", "22"]
#     ai-verify: ["accountability"]
#     cosai: ["controlUserPoliciesAndEducation"]
package bylaw.controls.hum_007

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if about.affects_persons

required contains "system.appeals.channel"

required contains "system.appeals.sla_days"

findings contains {
	"message": sprintf("system %s names no channel for complaints", [input.subject.name]),
	"expected": "an address or link",
	"actual": "nothing",
	"fields": ["system.appeals.channel"],
} if trim_space(input.system.appeals.channel) == ""

findings contains {
	"message": sprintf("system %s answers complaints within %d days > %d%s", [input.subject.name, input.system.appeals.sla_days, input.params.max_sla_days, limit.source("max_sla_days")]),
	"expected": sprintf("at most %d days", [input.params.max_sla_days]),
	"actual": sprintf("%d days", [input.system.appeals.sla_days]),
	"fields": ["system.appeals.sla_days"],
} if input.system.appeals.sla_days > input.params.max_sla_days

findings contains {
	"message": sprintf("system %s: %d complaints are overdue", [input.subject.name, m.feedback.overdue]),
	"expected": "0",
	"actual": sprintf("%d", [m.feedback.overdue]),
	"fields": ["monitoring.feedback"],
} if {
	some m in input.all.monitoring
	m.feedback.overdue > 0
}
