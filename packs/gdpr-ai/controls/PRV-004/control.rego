# METADATA
# title: "Stored card numbers are unreadable"
# description: "No Luhn-valid card number is found in clear; where cards are kept the protection is keyed hash, truncation, token or field encryption; disk encryption alone fails."
# custom:
#   id: PRV-004
#   subject: dataset
#   severity: critical
#   stages: [data, deploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [dataset.card_data.pan, dataset.card_data.protection]
#   fix: "Truncate, hash with a key, tokenise or encrypt the field; encrypting the disk does not help."
#   references:
#     pci-dss: ["3.5.1", "3.5.1.1", "3.5.1.2", "3.4.1", "3.2.1"]
#     gdpr: ["32"]
#     soc2: ["C1.1"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-800-53: ["SC-28"]
package bylaw.controls.prv_004

applies := true

required contains "dataset.card_data.pan"

required contains "dataset.card_data.protection" if input.dataset.card_data.pan > 0

findings contains {
	"message": sprintf("dataset %s holds %d readable card numbers, protected by %s", [input.subject.name, input.dataset.card_data.pan, input.dataset.card_data.protection]),
	"expected": "keyed_hash, truncation, token or field_encryption",
	"actual": input.dataset.card_data.protection,
	"fields": ["dataset.card_data.pan", "dataset.card_data.protection"],
} if {
	input.dataset.card_data.pan > 0
	not input.dataset.card_data.protection in {"keyed_hash", "truncation", "token", "field_encryption"}
}
