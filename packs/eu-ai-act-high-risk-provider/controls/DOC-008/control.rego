# METADATA
# title: "Documents match the deployed version"
# description: "The hash of the model named in the documents equals the deployed hash; no document older than the model."
# custom:
#   id: DOC-008
#   subject: system
#   severity: medium
#   stages: [predeploy, deploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [system.documents, model.digest]
#   fix: "Update the documents for the model that is deployed."
#   references:
#     eu-ai-act: ["11(1)", "18(1)"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     iso-42001: ["A.6.2.7"]
#     sr-26-2: ["development"]
#     soc2: ["CC2.1"]
package bylaw.controls.doc_008

import data.bylaw.lib.digest
import data.bylaw.lib.when

applies := true

required contains "system.documents"

findings contains {
	"message": sprintf("system %s: document %s is about a model that is not deployed", [input.subject.name, d.ref]),
	"expected": concat(", ", sort(_models)),
	"actual": d.model_digest,
	"fields": ["system.documents", "model.digest"],
	"file": d.ref,
} if {
	some d in input.system.documents
	d.model_digest
	count(_models) > 0
	not digest.plain(d.model_digest) in _models
}

findings contains {
	"message": sprintf("system %s: document %s of %s is older than model %s of %s", [input.subject.name, d.ref, when.day(d.updated_at), m.id, when.day(m.training.ended_at)]),
	"expected": sprintf("updated on or after %s", [when.day(m.training.ended_at)]),
	"actual": d.updated_at,
	"fields": ["system.documents", "model.training"],
	"file": d.ref,
} if {
	some d in input.system.documents
	some m in input.all.model
	digest.same(d.model_digest, m.digest)
	when.end_of(d.updated_at) < when.instant(m.training.ended_at)
}

_models contains digest.plain(m.digest) if some m in input.all.model
