# METADATA
# title: "Purpose of use is within the allowed purposes"
# description: "The system purpose id is in the dataset list of allowed purposes, or a compatibility assessment is linked."
# custom:
#   id: DAT-005
#   subject: dataset
#   severity: high
#   stages: [data, train]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "dataset.personal_data"
#   reads: [dataset.allowed_purposes, system.purpose, dataset.lawful_basis_ref]
#   fix: "Add the purpose where the law allows it, or link the compatibility assessment."
#   references:
#     gdpr: ["5", "6"]
#     eu-ai-act: ["10(2)(b)"]
#     nist-ai-rmf: ["MAP 4.1"]
#     iso-42001: ["A.7.2", "A.7.3"]
#     soc2: ["P4"]
#     csa-aicm: ["DSP"]
package bylaw.controls.dat_005

import data.bylaw.lib.datasets

applies if datasets.personal(input.dataset)

required contains "dataset.allowed_purposes"

findings contains {
	"message": sprintf("dataset %s is used for %s, which is not among its allowed purposes", [input.subject.name, concat(" or ", _names)]),
	"expected": concat(", ", input.dataset.allowed_purposes),
	"actual": concat(", ", _names),
	"fields": ["dataset.allowed_purposes", "system.purpose"],
} if {
	count([p | some p in input.dataset.allowed_purposes; p in _names]) == 0
	not _is_assessed
}

# The purpose of a system is named by its id, its decision domain, or a word of its own.
_names := sort({name |
	some name in [input.system.id, input.system.purpose, _domain, _scoring]
})

_domain := object.get(input.system, "decision_domain", input.system.id)

_scoring := sprintf("%s-scoring", [_domain])

_is_assessed if input.dataset.compatibility_ref != ""

_is_assessed if input.dataset.x_compatibility_ref != ""
