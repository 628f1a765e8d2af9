# METADATA
# title: "Dataset content is what was approved"
# description: "The hash of the data read by the run equals the declared or locked hash."
# custom:
#   id: DAT-002
#   subject: dataset
#   severity: high
#   stages: [data, train, evaluate]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.roles has train, validation, test or fine_tune"
#   reads: [dataset.digest, dataset.declared_digest]
#   fix: "Find out who changed the data; declare the new digest once it is approved."
#   references:
#     nist-ai-rmf: ["MEASURE 2.1", "MAP 4.1"]
#     nist-ai-600-1: ["MP-2.1-001", "MS-2.5-005"]
#     iso-42001: ["A.7.5"]
#     owasp-ml: ["ML02"]
#     owasp-llm: ["LLM04"]
#     mitre-atlas: ["AML.M0014", "AML.M0025"]
#     cosai: ["controlModelAndDataIntegrityManagement"]
#     nist-800-53: ["SI-7"]
#     g7-sbom-ai: ["DP"]
#     csa-aicm: ["DSP"]
package bylaw.controls.dat_002

import data.bylaw.lib.datasets
import data.bylaw.lib.digest

applies if datasets.for_training(input.dataset)

required contains "dataset.digest"

required contains "dataset.declared_digest"

findings contains {
	"message": sprintf("dataset %s is not what was approved: its digest differs from the declared one", [input.subject.name]),
	"expected": input.dataset.declared_digest,
	"actual": input.dataset.digest,
	"fields": ["dataset.digest", "dataset.declared_digest"],
} if not digest.same(input.dataset.digest, input.dataset.declared_digest)
