# METADATA
# title: "Personal data goes only to outside models under a contract"
# description: "If personal data can reach a vendor model: a processing agreement is on file, the vendor does not train on it, and its region is allowed."
# custom:
#   id: PRV-012
#   subject: model
#   severity: critical
#   stages: [predeploy, deploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "model.base.hosting = api and personal data"
#   reads: [vendors.items, model.base.hosting, model.base.vendor, dataset.personal_data]
#   fix: "Sign a processing agreement that forbids training on the data, in an allowed region."
#   params:
#     - {name: allowed_regions, default: ["eu", "eea", "adequate"], unit: "region groups", source: "GDPR 44-45", status: regulatory, change: any, stricter: fewer}
#   references:
#     gdpr: ["28", "44"]
#     owasp-llm: ["LLM02"]
#     nist-ai-rmf: ["GOVERN 6.1", "MANAGE 3.1"]
#     nist-ai-600-1: ["GV-6.1-004"]
#     iso-42001: ["A.10.3"]
#     finos-aigf: ["ri-1", "mi-7"]
#     soc2: ["CC9.2", "P6"]
#     csa-aicm: ["STA"]
#     cosai: ["controlUserDataManagement"]
package bylaw.controls.prv_012

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if {
	input.model.base.hosting == "api"
	_is_personal
}

required contains "model.base.vendor"

findings contains {
	"message": sprintf("model %s sends personal data to %s, which is not among the vendors", [input.subject.name, input.model.base.vendor]),
	"expected": "an entry under vendors",
	"actual": input.model.base.vendor,
	"fields": ["vendors.items", "model.base.vendor"],
} if count(_vendor) == 0

findings contains {
	"message": sprintf("model %s: no processing agreement with %s is on file", [input.subject.name, v.name]),
	"expected": "dpa_ref",
	"actual": "nothing",
	"fields": ["vendors.items"],
} if {
	some v in _vendor
	object.get(v, "dpa_ref", "") == ""
}

findings contains {
	"message": sprintf("model %s: %s trains on the data of its customers, or does not say that it does not", [input.subject.name, v.name]),
	"expected": "trains_on_customer_data: false",
	"actual": sprintf("%v", [object.get(v, "trains_on_customer_data", "nothing")]),
	"fields": ["vendors.items"],
} if {
	some v in _vendor
	not v.trains_on_customer_data == false
}

findings contains {
	"message": sprintf("model %s: %s works in %s, which is outside %s%s", [input.subject.name, v.name, object.get(v, "region", "no region that it names"), concat(", ", input.params.allowed_regions), limit.source("allowed_regions")]),
	"expected": concat(", ", input.params.allowed_regions),
	"actual": object.get(v, "region", "nothing"),
	"fields": ["vendors.items"],
} if {
	some v in _vendor
	not lower(object.get(v, "region", "")) in {lower(r) | some r in input.params.allowed_regions}
}

_is_personal if datasets.any_personal

# People write personal data into what they talk to.
_is_personal if input.system.user_facing == true

_vendor contains v if {
	some group in input.all.vendors
	some v in group.items
	v.name == input.model.base.vendor
}
