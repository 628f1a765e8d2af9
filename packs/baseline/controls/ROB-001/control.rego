# METADATA
# title: "Declared accuracy is reached on independent data"
# description: "Each threshold written before the run is met by the measured value on a test set that is not training data."
# custom:
#   id: ROB-001
#   subject: evaluation
#   severity: critical
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   params:
#     - {name: thresholds, default: "none; must be declared", unit: "metric-specific", source: "AI Act 9(8) asks for prior defined metrics and thresholds and sets no number", status: statutory, change: any}
#   references:
#     eu-ai-act: ["9(8)", "13(3)(b)", "15(1)", "15(3)"]
#     nist-ai-rmf: ["MEASURE 2.3", "MEASURE 2.5", "MANAGE 1.1"]
#     nist-ai-600-1: ["GV-1.3-002"]
#     iso-42001: ["A.6.2.4"]
#     sr-26-2: ["validation"]
#     omb-m-25-21: ["testing"]
#     mitre-atlas: ["AML.M0008"]
#     soc2: ["PI1.3"]
#     finos-aigf: ["mi-5"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["7.3"]
#     ai-verify: ["robustness"]
#     g7-sbom-ai: ["KPI"]
package bylaw.controls.rob_001

applies := true

required contains "evaluation.metrics"

required contains "evaluation.thresholds"

findings contains {
	"message": sprintf("evaluation %s: %s is %v, which is not %s %v", [input.subject.name, t.metric, m.value, t.op, t.value]),
	"expected": sprintf("%s %s %v", [t.metric, t.op, t.value]),
	"actual": sprintf("%v", [m.value]),
	"fields": ["evaluation.metrics", "evaluation.thresholds"],
} if {
	some t in input.evaluation.thresholds
	some m in input.evaluation.metrics
	m.name == t.metric
	not _holds(t.op, m.value, t.value)
}

findings contains {
	"message": sprintf("evaluation %s: no value for the declared threshold on %s", [input.subject.name, t.metric]),
	"fields": ["evaluation.metrics"],
} if {
	some t in input.evaluation.thresholds
	not t.metric in {m.name | some m in input.evaluation.metrics}
}

_holds(">=", value, limit) if value >= limit

_holds(">", value, limit) if value > limit

_holds("<=", value, limit) if value <= limit

_holds("<", value, limit) if value < limit
