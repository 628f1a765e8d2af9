# METADATA
# title: "No dataset holds unencrypted personal data"
# description: "If any PII finding exists, the storage is encrypted at rest; for restricted data with a customer-held key."
# custom:
#   id: PRV-002
#   subject: dataset
#   severity: critical
#   stages: [data, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.personal_data"
#   reads: [dataset.pii.findings, dataset.personal_data, dataset.storage.encrypted_at_rest, dataset.storage.customer_managed_key, dataset.classification]
#   fix: "Encrypt, tokenise or drop the column; encrypted storage answers only where accept_storage_encryption is set."
#   params:
#     - {name: accept_storage_encryption, default: false, unit: "true or false", source: "values are judged, not the disk they lie on; an organisation may take encrypted storage for an answer", status: product, change: any}
#     - {name: min_confidence, default: 0.7, unit: "0-1", source: "usual cut-off of pattern-plus-context detectors", status: product, change: any, stricter: lower}
#   references:
#     gdpr: ["5", "32"]
#     pci-dss: ["3.5.1"]
#     nist-ai-rmf: ["MEASURE 2.7", "MEASURE 2.10"]
#     soc2: ["CC6.1", "C1.1"]
#     mitre-atlas: ["AML.M0012"]
#     nist-800-53: ["SC-28", "SC-12"]
#     finos-aigf: ["mi-14"]
#     csa-aicm: ["CEK"]
#     cosai: ["controlModelAndDataAccessControls"]
package bylaw.controls.prv_002

import data.bylaw.lib.datasets

applies := true

required contains "dataset.pii.findings"

findings contains {
	"message": sprintf("dataset %s: column %s holds personal data (%s) that is not encrypted", [input.subject.name, f.column, f.entity]),
	"expected": "values that need a secret to be read",
	"actual": object.get(f, "verdict", "clear text"),
	"fields": ["dataset.pii.findings"],
} if {
	some f in input.dataset.pii.findings
	_is_violation(f)
	not _storage_answers
}

# What people say is personal data, in values that no scan knows as protected, on a storage that encrypts nothing, is unencrypted personal data.
findings contains {
	"message": sprintf("dataset %s is personal data and lies on a storage that is not encrypted (%s)", [input.subject.name, object.get(input.dataset.storage, "resource", "not named")]),
	"expected": "a storage that encrypts at rest, or values that need a secret to be read",
	"actual": "encrypted_at_rest is false",
	"fields": ["dataset.storage.encrypted_at_rest"],
} if {
	datasets.personal(input.dataset)
	count(input.dataset.pii.findings) == 0
	input.dataset.storage.encrypted_at_rest == false
}

# The values decide: a column whose verdict is VIOLATION fails. Encrypted storage answers it only where the organisation says so.
_is_violation(f) if f.verdict == "VIOLATION"

_is_violation(f) if {
	not f.verdict
	f.max_confidence >= input.params.min_confidence
}

# A finding without a verdict and without a confidence is taken for one.
_is_violation(f) if {
	not f.verdict
	not is_number(f.max_confidence)
}

_storage_answers if {
	input.params.accept_storage_encryption == true
	input.dataset.storage.encrypted_at_rest == true
	_own_key_where_restricted
}

_own_key_where_restricted if input.dataset.classification in {"public", "internal", "confidential"}

_own_key_where_restricted if input.dataset.storage.customer_managed_key == true
