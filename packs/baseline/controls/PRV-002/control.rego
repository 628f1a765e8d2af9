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

applies := true

required contains "dataset.pii.findings"

# The values decide: a column whose verdict is VIOLATION fails. Encrypted storage answers it only where the organisation says so.
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

_is_violation(f) if f.verdict == "VIOLATION"

_is_violation(f) if {
	not f.verdict
	f.max_confidence >= 0.7
}

_storage_answers if {
	input.params.accept_storage_encryption
	input.dataset.storage.encrypted_at_rest
	_own_key_where_restricted
}

_own_key_where_restricted if input.dataset.classification != "restricted"

_own_key_where_restricted if input.dataset.storage.customer_managed_key
