# METADATA
# title: "Personal data stays in allowed regions or has a transfer tool"
# description: "Storage and processing regions are in the allowed list, or a transfer mechanism is named."
# custom:
#   id: DAT-017
#   subject: dataset
#   severity: high
#   stages: [data, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.personal_data"
#   reads: [dataset.storage.region, dataset.transfer.mechanism, infra.resources, dataset.personal_data]
#   fix: "Move the data, or name the transfer tool."
#   params:
#     - {name: allowed_regions, default: ["eu", "eea", "adequate"], unit: "region groups", source: "GDPR 44-45", status: regulatory, change: any, stricter: fewer}
#   references:
#     gdpr: ["44", "45", "46", "49"]
#     nist-ai-rmf: ["GOVERN 1.1"]
#     soc2: ["P6"]
#     csa-aicm: ["DSP"]
#     nist-800-53: ["SC-7"]
package bylaw.controls.dat_017

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if datasets.personal(input.dataset)

required contains "dataset.storage.region"

findings contains {
	"message": sprintf("dataset %s lies in %s, which is outside %s%s, and names no transfer tool", [input.subject.name, input.dataset.storage.region, concat(", ", input.params.allowed_regions), limit.source("allowed_regions")]),
	"expected": concat(", ", input.params.allowed_regions),
	"actual": input.dataset.storage.region,
	"fields": ["dataset.storage.region", "dataset.transfer.mechanism"],
} if {
	not _is_transferred
	not _is_allowed(input.dataset.storage.region)
}

findings contains {
	"message": sprintf("dataset %s: %s processes in %s, which is outside %s%s, and no transfer tool is named", [input.subject.name, r.address, r.region, concat(", ", input.params.allowed_regions), limit.source("allowed_regions")]),
	"expected": concat(", ", input.params.allowed_regions),
	"actual": r.region,
	"fields": ["infra.resources", "dataset.transfer.mechanism"],
} if {
	not _is_transferred
	some part in input.all.infra
	some r in part.resources
	r.region != "global"
	not _is_allowed(r.region)
}

_is_transferred if input.dataset.transfer.mechanism in {"adequacy", "scc", "bcr", "derogation"}

_is_allowed(region) if lower(region) in {lower(r) | some r in input.params.allowed_regions}

_is_allowed(region) if {
	some group in input.params.allowed_regions
	regex.match(_patterns[group], lower(region))
}

# Regions of the large clouds that lie in the Union, the EEA, or a country with an adequacy decision.
_patterns := {
	"eu": `^(eu-(central-1|west-1|west-3|north-1|south-1|south-2)|europe-(west[13489]|west1[02]|north[12]|central2|southwest1)|(west|north)europe|france(central|south)|germany(westcentral|north)|sweden(central|south)|italynorth|spaincentral|polandcentral|austriaeast|belgiumcentral|denmarkeast|eu)$`,
	"eea": `^(norway(east|west)|eea)$`,
	"adequate": `^(eu-west-2|eu-central-2|uk(south|west)|europe-west[26]|switzerland(north|west)|ca-(central-1|west-1)|canada(central|east)|northamerica-northeast[12]|ap-northeast-[123]|japan(east|west)|asia-northeast[12]|il-central-1|korea(central|south)|newzealandnorth|adequate)$`,
}
