# METADATA
# title: "Re-identification keys are kept apart"
# description: "The key or token map is in another account or vault than the pseudonymised data."
# custom:
#   id: PRV-013
#   subject: dataset
#   severity: high
#   stages: [data, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.deidentification.method = pseudonymised"
#   reads: [dataset.deidentification.method, dataset.deidentification.key_store, dataset.storage.account]
#   fix: "Move the key to another account or vault."
#   references:
#     gdpr: ["4", "25", "32"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-800-53: ["SC-12"]
package bylaw.controls.prv_013

applies if input.dataset.deidentification.method == "pseudonymised"

required contains "dataset.deidentification.key_store"

required contains "dataset.storage.account"

findings contains {
	"message": sprintf("dataset %s lies in the account that holds its key (%s)", [input.subject.name, input.dataset.storage.account]),
	"expected": "another account",
	"actual": input.dataset.deidentification.key_store,
	"fields": ["dataset.deidentification.key_store", "dataset.storage.account"],
} if lower(input.dataset.deidentification.key_store) == lower(input.dataset.storage.account)
