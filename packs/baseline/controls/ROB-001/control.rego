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
#   subject_absent: judge
#   reads: [evaluation.metrics, evaluation.thresholds, evaluation.kind, evaluation.dataset_digest]
#   fix: "Improve the model. Thresholds are written before the run and are not moved to fit it."
#   params:
#     - {name: thresholds, default: [], unit: "metric-specific", source: "AI Act 9(8) asks for prior defined metrics and thresholds and sets no number", status: statutory, change: any}
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

import data.bylaw.lib.digest
import data.bylaw.lib.runs
import data.bylaw.lib.when

applies if {
	runs.concerns_performance
	_has_models
}

required contains "evaluation.metrics"

required contains "evaluation.thresholds"

findings contains {
	"message": sprintf("evaluation %s: %s is %v, which is not %s %v", [input.subject.name, t.metric, v, t.op, t.value]),
	"expected": sprintf("%s %s %v", [t.metric, t.op, t.value]),
	"actual": sprintf("%v", [v]),
	"fields": ["evaluation.metrics", "evaluation.thresholds"],
} if {
	some t in _thresholds
	v := runs.value(input.evaluation, t.metric)
	not _holds(t.op, v, t.value)
}

findings contains {
	"message": sprintf("evaluation %s: no value for the declared threshold on %s", [input.subject.name, t.metric]),
	"expected": t.metric,
	"actual": "nothing",
	"fields": ["evaluation.metrics"],
} if {
	some t in _thresholds
	not _is_measured(t.metric)
}

findings contains {
	"message": sprintf("evaluation %s: no threshold is declared", [input.subject.name]),
	"expected": "a threshold for each metric that matters",
	"actual": "none",
	"fields": ["evaluation.thresholds"],
} if count(_thresholds) == 0

findings contains {
	"message": sprintf("evaluation %s: the threshold on %s was declared on %s, after the run on %s", [input.subject.name, t.metric, when.day(t.declared_at), when.day(input.evaluation.at)]),
	"expected": "declared before the run",
	"actual": t.declared_at,
	"fields": ["evaluation.thresholds", "evaluation.at"],
} if {
	some t in _thresholds
	when.instant(t.declared_at) > when.instant(input.evaluation.at)
}

findings contains {
	"message": sprintf("evaluation %s was made on training data", [input.subject.name]),
	"expected": "data that the model was not trained on",
	"actual": input.evaluation.dataset_digest,
	"fields": ["evaluation.dataset_digest"],
} if digest.plain(input.evaluation.dataset_digest) in runs.training_digests

_has_models if count(input.all.model) > 0

_is_measured(name) if is_number(runs.value(input.evaluation, name))

_thresholds := array.concat(input.evaluation.thresholds, input.params.thresholds)

_holds(">=", value, threshold) if value >= threshold

_holds(">", value, threshold) if value > threshold

_holds("<=", value, threshold) if value <= threshold

_holds("<", value, threshold) if value < threshold
