# METADATA
# title: "Every dataset used by the run is registered"
# description: "Each dataset id or digest recorded by the training or evaluation run has a dataset record."
# custom:
#   id: DAT-003
#   subject: model
#   severity: high
#   stages: [train, evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.training, dataset.id, dataset.digest, evaluation.dataset_id, evaluation.dataset_digest]
#   fix: "Declare the dataset in the manifest."
#   references:
#     eu-ai-act: ["10(2)(b)", "11(1)", "Annex IV"]
#     nist-ai-rmf: ["MAP 4.1", "MEASURE 2.1"]
#     nist-ai-600-1: ["MG-3.2-003"]
#     iso-42001: ["A.4.3", "A.7.5"]
#     mitre-atlas: ["AML.M0025"]
#     sr-26-2: ["development"]
#     g7-sbom-ai: ["DP"]
#     csa-aicm: ["DSP"]
package bylaw.controls.dat_003

import data.bylaw.lib.digest
import data.bylaw.lib.runs

applies := true

required contains "model.training"

findings contains {
	"message": sprintf("model %s: its training run names no dataset", [input.subject.name]),
	"expected": "the ids or digests of the data",
	"actual": "none",
	"fields": ["model.training"],
} if count(object.get(input.model.training, "dataset_ids", [])) + count(object.get(input.model.training, "dataset_digests", [])) == 0

findings contains {
	"message": sprintf("model %s was trained on dataset %s, which is not registered", [input.subject.name, id]),
	"expected": "a dataset of the manifest",
	"actual": id,
	"fields": ["model.training", "dataset.id"],
} if {
	some id in input.model.training.dataset_ids
	not id in _ids
}

findings contains {
	"message": sprintf("model %s was trained on data of digest %s, which is not registered", [input.subject.name, d]),
	"expected": "the digest of a registered dataset",
	"actual": d,
	"fields": ["model.training", "dataset.digest"],
} if {
	some d in input.model.training.dataset_digests
	not digest.plain(d) in _digests
}

findings contains {
	"message": sprintf("model %s was evaluated (%s) on data that is not registered", [input.subject.name, e.id]),
	"expected": "a dataset of the manifest, or its digest",
	"actual": object.get(e, "dataset_id", object.get(e, "dataset_digest", "not named")),
	"fields": ["evaluation.dataset_id", "evaluation.dataset_digest"],
} if {
	some e in runs.of_model(input.model)
	not _is_registered(e)
}

_ids := {d.id | some d in input.all.dataset}

_digests := {digest.plain(d.digest) | some d in input.all.dataset}

_is_registered(e) if e.dataset_id in _ids

_is_registered(e) if digest.plain(e.dataset_digest) in _digests
