# METADATA
# title: "Evaluation belongs to this model and this data"
# description: "Model and dataset digests in the evaluation equal those of the candidate and a registered dataset."
# custom:
#   id: ROB-002
#   subject: evaluation
#   severity: high
#   stages: [evaluate, predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   references:
#     nist-ai-rmf: ["MEASURE 2.1"]
#     eu-ai-act: ["Annex IV", "11(1)"]
#     iso-42001: ["A.6.2.4"]
#     sr-26-2: ["validation"]
#     nist-800-53: ["SI-7"]
package bylaw.controls.rob_002

applies := true

required contains "evaluation.model_digest"

required contains "evaluation.dataset_digest"

findings contains {
	"message": sprintf("evaluation %s was made for another model", [input.subject.name]),
	"expected": sprintf("one of %v", [_models]),
	"actual": input.evaluation.model_digest,
	"fields": ["evaluation.model_digest", "model.digest"],
} if not input.evaluation.model_digest in _models

findings contains {
	"message": sprintf("evaluation %s was made on data that is not registered", [input.subject.name]),
	"expected": sprintf("one of %v", [_datasets]),
	"actual": input.evaluation.dataset_digest,
	"fields": ["evaluation.dataset_digest", "dataset.digest"],
} if not input.evaluation.dataset_digest in _datasets

_models := {m.digest | some m in input.all.model}

_datasets := {d.digest | some d in input.all.dataset}
