# METADATA
# title: "AI vendors are reviewed"
# description: "Each vendor in use has a contract, a review inside the limit, and the upstream model documentation."
# custom:
#   id: SUP-009
#   subject: system
#   severity: high
#   stages: [design, predeploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "always"
#   reads: [vendors.items, model.base.vendor]
#   fix: "Sign a contract, review the vendor, ask for the documentation of the model."
#   params:
#     - {name: max_review_age_days, default: 365, unit: "days", source: "yearly vendor review is practice", status: convention, change: any}
#   references:
#     eu-ai-act: ["25(4)", "53(1)(b)"]
#     nist-ai-rmf: ["GOVERN 6.1", "GOVERN 6.2", "MANAGE 3.1"]
#     nist-ai-600-1: ["GV-6.1-005", "GV-6.1-009", "MG-3.1-001", "MG-3.1-005"]
#     iso-42001: ["A.10.2", "A.10.3"]
#     soc2: ["CC9.2"]
#     sr-26-2: ["vendor"]
#     nist-800-53: ["SR-6", "SA-9"]
#     csa-aicm: ["STA"]
#     finos-aigf: ["mi-7"]
#     gdpr: ["28"]
package bylaw.controls.sup_009

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if count(_used) > 0

applies if count(_vendors) > 0

findings contains {
	"message": sprintf("system %s uses %s, which is not among the vendors", [input.subject.name, name]),
	"expected": "an entry under vendors",
	"actual": name,
	"fields": ["vendors.items", "model.base.vendor"],
} if {
	some name in _used
	not name in {v.name | some v in _vendors}
}

findings contains {
	"message": sprintf("system %s: vendor %s has no %s", [input.subject.name, v.name, words]),
	"expected": key,
	"actual": "nothing",
	"fields": ["vendors.items"],
} if {
	some v in _vendors
	some key, words in {"contract_ref": "contract", "upstream_doc_ref": "documentation of its model", "reviewed_at": "review"}
	object.get(v, key, "") == ""
}

findings contains {
	"message": sprintf("system %s: vendor %s was reviewed on %s, more than %d days ago%s", [input.subject.name, v.name, v.reviewed_at, input.params.max_review_age_days, limit.source("max_review_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_review_age_days]),
	"actual": v.reviewed_at,
	"fields": ["vendors.items"],
} if {
	some v in _vendors
	when.older_than(v.reviewed_at, input.params.max_review_age_days)
}

_used contains m.base.vendor if {
	some m in input.all.model
	m.base.vendor != ""
}

_vendors contains v if {
	some group in input.all.vendors
	some v in group.items
}
