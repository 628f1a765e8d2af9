# METADATA
# title: "The result can be reproduced"
# description: "Code commit, environment lock, seed and dataset digests are recorded; a re-run is within the limit."
# custom:
#   id: ROB-007
#   subject: model
#   severity: medium
#   stages: [train, evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.training, evaluation.kind, evaluation.metrics]
#   fix: "Record commit, lock file, seed and data of the run; run it again and compare."
#   params:
#     - {name: max_difference, default: 0.01, unit: "absolute metric", source: "run noise", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.1"]
#     eu-ai-act: ["11(1)", "Annex IV"]
#     iso-42001: ["A.6.2.3"]
#     sr-26-2: ["development"]
#     ai-verify: ["reproducibility"]
#     soc2: ["CC8.1"]
#     nist-800-53: ["CM-3"]
package bylaw.controls.rob_007

import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies := true

required contains "model.training"

findings contains {
	"message": sprintf("model %s: its training run records no %s", [input.subject.name, replace(key, "_", " ")]),
	"expected": key,
	"actual": "nothing",
	"fields": [sprintf("model.training.%s", [key])],
} if {
	some key in ["code_commit", "env_lock_sha256", "seed", "dataset_digests"]
	object.get(input.model.training, key, "") in {"", [], null}
}

findings contains {
	"message": sprintf("model %s: a second run differs by %v > %v%s in %s", [input.subject.name, m.value, input.params.max_difference, limit.source("max_difference"), m.name]),
	"expected": sprintf("at most %v", [input.params.max_difference]),
	"actual": sprintf("%v", [m.value]),
	"fields": ["evaluation.metrics"],
} if {
	some e in runs.of_kind(input.model, "reproducibility")
	some m in e.metrics
	abs(m.value) > input.params.max_difference
}

remarks contains {
	"message": sprintf("model %s: nobody ran the training again to compare", [input.subject.name]),
	"fields": ["evaluation.kind"],
} if count(runs.of_kind(input.model, "reproducibility")) == 0
