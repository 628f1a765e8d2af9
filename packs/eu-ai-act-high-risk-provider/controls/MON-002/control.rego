# METADATA
# title: "Input drift is below the limit"
# description: "Population stability index of each key feature is at most the limit in the last window."
# custom:
#   id: MON-002
#   subject: monitoring
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [monitoring.reports]
#   fix: "Look at the data; retrain or recalibrate."
#   params:
#     - {name: max_psi, default: 0.2, unit: "PSI", source: "credit-scoring rule: above 0.2 to 0.25 is a big shift", status: convention, change: any}
#     - {name: warn_psi, default: 0.1, unit: "PSI", source: "Evidently default threshold 0.1", status: convention, change: any, stricter: lower}
#   references:
#     nist-ai-rmf: ["MEASURE 2.4", "MANAGE 2.2", "MEASURE 3.1"]
#     eu-ai-act: ["72(2)", "15(4)", "26(5)"]
#     iso-42001: ["A.6.2.6"]
#     owasp-ml: ["ML08"]
#     mitre-atlas: ["AML.M0008", "AML.T0031"]
#     sr-26-2: ["monitoring"]
#     omb-m-25-21: ["monitoring"]
#     finos-aigf: ["ri-19"]
#     csa-aicm: ["MDS"]
#     soc2: ["CC7.2"]
package bylaw.controls.mon_002

import data.bylaw.lib.limit

applies := true

required contains "monitoring.reports"

findings contains {
	"message": sprintf("%s: feature %s drifted by %v > %v%s", [input.subject.name, d.feature, d.psi, input.params.max_psi, limit.source("max_psi")]),
	"expected": sprintf("PSI at most %v", [input.params.max_psi]),
	"actual": sprintf("%v", [d.psi]),
	"fields": ["monitoring.reports"],
} if {
	some r in _newest
	some d in r.drift
	d.psi > input.params.max_psi
}

inconclusive contains {
	"message": sprintf("%s: the last reports hold nothing on drift", [input.subject.name]),
	"expected": "drift",
	"actual": "nothing",
	"fields": ["monitoring.reports"],
} if count([r | some r in _newest; count(r.drift) > 0]) == 0

remarks contains {
	"message": sprintf("%s: feature %s drifted by %v > %v%s", [input.subject.name, d.feature, d.psi, input.params.warn_psi, limit.source("warn_psi")]),
	"fields": ["monitoring.reports"],
} if {
	some r in _newest
	some d in r.drift
	d.psi > input.params.warn_psi
	d.psi <= input.params.max_psi
}

# The last report of each model.
_newest contains r if {
	some r in input.monitoring.reports
	r.at == max([o.at | some o in input.monitoring.reports; o.model_digest == r.model_digest])
}
