# METADATA
# title: "A post-market monitoring plan exists"
# description: "The plan is linked and names data, methods, thresholds, people and frequency."
# custom:
#   id: MON-001
#   subject: system
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "system.risk.class = high"
#   reads: [system.monitoring_plan.ref, monitoring.alerts]
#   fix: "Write the plan: data, methods, thresholds, people, frequency; send alerts to somebody."
#   references:
#     eu-ai-act: ["72(1)", "72(2)", "72(3)", "Annex IV"]
#     nist-ai-rmf: ["MANAGE 4.1", "MEASURE 3.1", "GOVERN 1.5"]
#     nist-ai-600-1: ["MG-4.1-002"]
#     iso-42001: ["A.6.2.6"]
#     sr-26-2: ["monitoring"]
#     omb-m-25-21: ["monitoring"]
#     iso-23894: ["6.6"]
#     ai-verify: ["accountability"]
#     csa-aicm: ["LOG"]
package bylaw.controls.mon_001

import data.bylaw.lib.about

applies if about.high_risk

required contains "system.monitoring_plan.ref"

findings contains {
	"message": sprintf("system %s links an empty monitoring plan", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.monitoring_plan.ref"],
} if trim_space(input.system.monitoring_plan.ref) == ""

findings contains {
	"message": sprintf("system %s: the alert on %s goes to nobody", [input.subject.name, a.metric]),
	"expected": "a target",
	"actual": "nothing",
	"fields": ["monitoring.alerts"],
} if {
	some m in input.all.monitoring
	some a in m.alerts
	object.get(a, "target", "") == ""
}
