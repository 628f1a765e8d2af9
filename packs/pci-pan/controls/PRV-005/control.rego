# METADATA
# title: "No track data, CVV or PIN is kept"
# description: "Count of sensitive authentication data is zero in datasets, logs, prompts and vector stores."
# custom:
#   id: PRV-005
#   subject: dataset
#   severity: critical
#   stages: [data, deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [dataset.card_data.sad, logging.sample]
#   fix: "Delete the data; it may not be kept after authorisation, not even encrypted."
#   references:
#     pci-dss: ["3.3.1", "3.3.1.1", "3.3.1.2", "3.3.1.3"]
#     soc2: ["C1.1"]
package bylaw.controls.prv_005

applies := true

required contains "dataset.card_data.sad"

findings contains {
	"message": sprintf("dataset %s holds %d fields of track data, security codes or PINs", [input.subject.name, input.dataset.card_data.sad]),
	"expected": "0",
	"actual": sprintf("%d", [input.dataset.card_data.sad]),
	"fields": ["dataset.card_data.sad"],
} if input.dataset.card_data.sad > 0

findings contains {
	"message": sprintf("dataset %s: a sample of the logs holds %d fields of track data, security codes or PINs", [input.subject.name, l.sample.sad]),
	"expected": "0",
	"actual": sprintf("%d", [l.sample.sad]),
	"fields": ["logging.sample"],
} if {
	some l in input.all.logging
	l.sample.sad > 0
}
