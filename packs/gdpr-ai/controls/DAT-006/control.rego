# METADATA
# title: "Lawful basis is recorded for personal data"
# description: "One of the six bases is named with its evidence: consent text, legitimate-interest assessment, statute or contract."
# custom:
#   id: DAT-006
#   subject: dataset
#   severity: critical
#   stages: [data, train, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "dataset.personal_data"
#   reads: [dataset.personal_data, dataset.lawful_basis, dataset.lawful_basis_ref]
#   fix: "Name one of the six bases and link the text that shows it."
#   references:
#     gdpr: ["5", "6", "30"]
#     nist-ai-rmf: ["GOVERN 1.1", "MEASURE 2.10"]
#     nist-ai-600-1: ["GV-1.1-001"]
#     iso-42001: ["A.7.3"]
#     soc2: ["P2"]
#     ai-verify: ["data_governance"]
#     csa-aicm: ["DSP"]
#     cosai: ["controlUserDataManagement"]
package bylaw.controls.dat_006

import data.bylaw.lib.datasets

applies if datasets.personal(input.dataset)

required contains "dataset.lawful_basis"

required contains "dataset.lawful_basis_ref"

findings contains {
	"message": sprintf("dataset %s holds personal data on the basis of %s, which is none of the six", [input.subject.name, input.dataset.lawful_basis]),
	"expected": "consent, contract, legal_obligation, vital_interests, public_task or legitimate_interests",
	"actual": input.dataset.lawful_basis,
	"fields": ["dataset.lawful_basis"],
} if not input.dataset.lawful_basis in {"consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interests"}

findings contains {
	"message": sprintf("dataset %s links nothing that shows its lawful basis", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["dataset.lawful_basis_ref"],
} if trim_space(input.dataset.lawful_basis_ref) == ""
