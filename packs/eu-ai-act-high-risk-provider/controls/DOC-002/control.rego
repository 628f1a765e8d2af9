# METADATA
# title: "Technical documentation covers Annex IV"
# description: "Each of the nine Annex IV points has a document with a hash, no placeholder text, for this model digest."
# custom:
#   id: DOC-002
#   subject: system
#   severity: critical
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.risk.class = high and provider"
#   reads: [system.documents, model.digest]
#   fix: "Run the annex-iv command; it fills from evidence and lists what people must write."
#   params:
#     - {name: max_placeholders, default: 0, unit: "matches of TODO, TBC, lorem, fill in", source: "an unfinished section is not documentation", status: product, change: any}
#   references:
#     eu-ai-act: ["11(1)", "Annex IV", "16", "18(1)"]
#     nist-ai-rmf: ["MEASURE 2.8", "MAP 1.1"]
#     iso-42001: ["A.6.2.3", "A.6.2.7"]
#     sr-26-2: ["development"]
#     ai-verify: ["accountability"]
package bylaw.controls.doc_002

import data.bylaw.lib.about
import data.bylaw.lib.digest
import data.bylaw.lib.limit

applies if {
	about.high_risk
	about.has_role("provider")
}

required contains "system.documents"

findings contains {
	"message": sprintf("system %s has no document for point %d of Annex IV", [input.subject.name, item]),
	"expected": sprintf("a document with annex_iv_item: %d", [item]),
	"actual": "none",
	"fields": ["system.documents"],
} if {
	some item in numbers.range(1, 9)
	count(_of(item)) == 0
}

findings contains {
	"message": sprintf("system %s: document %s for point %d of Annex IV has no hash", [input.subject.name, d.ref, item]),
	"expected": "sha256",
	"actual": "nothing",
	"fields": ["system.documents"],
	"file": d.ref,
} if {
	some item in numbers.range(1, 9)
	some d in _of(item)
	object.get(d, "sha256", "") == ""
}

findings contains {
	"message": sprintf("system %s: document %s for point %d of Annex IV has %v placeholders > %d%s", [input.subject.name, d.ref, item, object.get(d, "placeholders", "an unknown number of"), input.params.max_placeholders, limit.source("max_placeholders")]),
	"expected": sprintf("at most %d", [input.params.max_placeholders]),
	"actual": sprintf("%v", [object.get(d, "placeholders", "nothing")]),
	"fields": ["system.documents"],
	"file": d.ref,
} if {
	some item in numbers.range(1, 9)
	some d in _of(item)
	not _is_written(d)
}

findings contains {
	"message": sprintf("system %s: document %s for point %d of Annex IV is about another model", [input.subject.name, d.ref, item]),
	"expected": concat(", ", sort(_models)),
	"actual": object.get(d, "model_digest", "nothing"),
	"fields": ["system.documents", "model.digest"],
	"file": d.ref,
} if {
	some item in numbers.range(1, 9)
	some d in _of(item)
	count(_models) > 0
	not digest.plain(object.get(d, "model_digest", "")) in _models
}

# The point is a number, or a text such as "1" or "2(d)".
_of(item) := [d |
	some d in input.system.documents
	regex.match(sprintf(`^%d([^0-9]|$)`, [item]), sprintf("%v", [d.annex_iv_item]))
]

_is_written(d) if d.placeholders <= input.params.max_placeholders

_models contains digest.plain(m.digest) if some m in input.all.model
