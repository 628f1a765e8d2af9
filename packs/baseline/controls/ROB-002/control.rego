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
#   reads: [evaluation.model_digest, evaluation.dataset_digest, model.digest, dataset.digest]
#   fix: "Evaluate the candidate itself, on registered data."
#   references:
#     nist-ai-rmf: ["MEASURE 2.1"]
#     eu-ai-act: ["Annex IV", "11(1)"]
#     iso-42001: ["A.6.2.4"]
#     sr-26-2: ["validation"]
#     nist-800-53: ["SI-7"]
package bylaw.controls.rob_002

import data.bylaw.lib.digest

applies := true

required contains "evaluation.model_digest"

required contains "evaluation.dataset_digest" if not input.evaluation.dataset_id

findings contains {
	"message": sprintf("evaluation %s was made for another model", [input.subject.name]),
	"expected": sprintf("one of %v", [sort(_models)]),
	"actual": input.evaluation.model_digest,
	"fields": ["evaluation.model_digest", "model.digest"],
} if not digest.plain(input.evaluation.model_digest) in _models

findings contains {
	"message": sprintf("evaluation %s was made on data of another digest than any that is registered", [input.subject.name]),
	"expected": sprintf("one of %v", [sort(_datasets)]),
	"actual": object.get(input.evaluation, "dataset_digest", object.get(input.evaluation, "dataset_id", "nothing")),
	"fields": ["evaluation.dataset_digest", "dataset.digest"],
} if {
	not _by_id
	not digest.plain(input.evaluation.dataset_digest) in _datasets
}

_models := {digest.plain(m.digest) | some m in input.all.model}

_datasets := {digest.plain(d.digest) | some d in input.all.dataset}

# Data that is registered by name and has no digest of its own to differ from.
_by_id if {
	some d in input.all.dataset
	d.id == input.evaluation.dataset_id
	not _differs(d)
}

# The file of predictions is not the file of rows: only a digest of the same thing can differ.
_differs(d) if {
	not input.evaluation.predictions_digest
	not digest.same(d.digest, input.evaluation.dataset_digest)
}
