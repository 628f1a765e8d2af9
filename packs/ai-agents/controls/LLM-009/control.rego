# METADATA
# title: "Data class decides where a request may go"
# description: "Confidential goes only to contracted vendors, restricted only to self-hosted or listed regions."
# custom:
#   id: LLM-009
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "gateway"
#   reads: [request.content, request.destination, request.model_id, vendors.items]
#   fix: "Send it to a contracted vendor, or keep it in house."
#   params:
#     - {name: restricted_regions, default: ["eu"], unit: "regions", source: "organisation decides where restricted data may go", status: product, change: any, stricter: fewer}
#   references:
#     gdpr: ["28", "32", "44"]
#     owasp-llm: ["LLM02"]
#     nist-ai-rmf: ["MEASURE 2.10", "GOVERN 6.1"]
#     soc2: ["CC6.7", "C1.1"]
#     nist-800-53: ["AC-4", "SC-7"]
#     finos-aigf: ["ri-1", "mi-6"]
#     csa-aicm: ["DSP"]
#     cosai: ["controlUserDataManagement"]
#     pci-dss: ["3.2.1"]
package bylaw.controls.llm_009

import data.bylaw.lib.limit

applies if input.request.destination.host

required contains "request.content.classification"

findings contains {
	"message": sprintf("request %s sends confidential data to %s, with whom there is no contract", [input.subject.name, _where]),
	"expected": "a contracted vendor, or a host of one’s own",
	"actual": _where,
	"fields": ["request.destination", "vendors.items"],
} if {
	input.request.content.classification == "confidential"
	not _is_own
	not _is_contracted
}

findings contains {
	"message": sprintf("request %s sends restricted data to %s in %v, which is neither one’s own nor in %s%s", [input.subject.name, _where, object.get(input.request.destination, "region", "a region that nobody names"), concat(", ", input.params.restricted_regions), limit.source("restricted_regions")]),
	"expected": sprintf("one’s own, or %s", [concat(", ", input.params.restricted_regions)]),
	"actual": sprintf("%v", [object.get(input.request.destination, "region", "nothing")]),
	"fields": ["request.destination", "request.content"],
} if {
	input.request.content.classification == "restricted"
	not _is_own
	not input.request.destination.region in input.params.restricted_regions
}

findings contains {
	"message": sprintf("request %s sends restricted data to %s, with whom there is no contract", [input.subject.name, _where]),
	"expected": "a contracted vendor, or a host of one’s own",
	"actual": _where,
	"fields": ["request.destination", "vendors.items"],
} if {
	input.request.content.classification == "restricted"
	not _is_own
	not _is_contracted
}

findings contains {
	"message": sprintf("request %s bears the class %v, which is none", [input.subject.name, input.request.content.classification]),
	"expected": "public, internal, confidential or restricted",
	"actual": sprintf("%v", [input.request.content.classification]),
	"fields": ["request.content"],
} if not input.request.content.classification in {"public", "internal", "confidential", "restricted"}

_where := object.get(input.request.destination, "vendor", input.request.destination.host)

_is_own if input.request.destination.hosting == "self"

_is_own if endswith(input.request.destination.host, ".internal")

_is_contracted if {
	some group in input.all.vendors
	some v in group.items
	v.name == input.request.destination.vendor
	v.contract_ref != ""
	v.dpa_ref != ""
}
