# METADATA
# title: "Data access is granted to named roles only"
# description: "The storage of training data has no public access and no wildcard grants."
# custom:
#   id: DAT-021
#   subject: dataset
#   severity: high
#   stages: [data, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.classification in confidential, restricted or dataset.personal_data"
#   reads: [dataset.storage.public_access, dataset.classification, infra.resources]
#   fix: "Close public access and grant named roles."
#   references:
#     gdpr: ["32"]
#     nist-ai-rmf: ["MEASURE 2.7", "MEASURE 2.10"]
#     soc2: ["CC6.1", "CC6.3"]
#     pci-dss: ["7.2.1"]
#     mitre-atlas: ["AML.M0005"]
#     cosai: ["controlModelAndDataAccessControls"]
#     nist-800-53: ["AC-3", "AC-6"]
#     finos-aigf: ["mi-12"]
#     csa-aicm: ["IAM"]
package bylaw.controls.dat_021

import data.bylaw.lib.datasets

applies if input.dataset.classification in {"confidential", "restricted"}

applies if datasets.personal(input.dataset)

required contains "dataset.storage.public_access"

findings contains {
	"message": sprintf("dataset %s can be read by anybody", [input.subject.name]),
	"expected": "no public access",
	"actual": "public",
	"fields": ["dataset.storage.public_access"],
} if input.dataset.storage.public_access == true

findings contains {
	"message": sprintf("dataset %s: its storage %s grants %s", [input.subject.name, r.address, role]),
	"expected": "named roles",
	"actual": sprintf("%v", [role]),
	"fields": ["infra.resources"],
} if {
	some r in _own
	some role in r.roles
	_is_wild(role)
}

_own contains r if {
	some part in input.all.infra
	some r in part.resources
	r.address == input.dataset.storage.account
}

_is_wild(role) if contains(role, "*")

_is_wild(role) if lower(role) in {"owner", "allusers", "allauthenticatedusers", "everyone"}
