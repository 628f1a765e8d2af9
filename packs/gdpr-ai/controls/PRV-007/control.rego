# METADATA
# title: "Columns are needed"
# description: "A personal-data column that no model uses as a feature, target or fairness attribute, and that has no stated reason, is flagged."
# custom:
#   id: PRV-007
#   subject: dataset
#   severity: medium
#   stages: [data, train]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "dataset.personal_data"
#   reads: [dataset.columns, model.features, dataset.personal_data]
#   fix: "Drop the column, or say why it is needed."
#   references:
#     gdpr: ["5", "25"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     iso-42001: ["A.7.2"]
#     soc2: ["P3"]
#     finos-aigf: ["ri-1"]
package bylaw.controls.prv_007

import data.bylaw.lib.datasets

applies if datasets.personal(input.dataset)

required contains "dataset.columns"

findings contains {
	"message": sprintf("dataset %s: column %s holds personal data (%s), no model uses it, and no reason is stated", [input.subject.name, c.name, concat(", ", c.pii)]),
	"expected": "a feature, a target, an attribute of fairness, or a reason",
	"actual": "none of them",
	"fields": ["dataset.columns", "model.features"],
} if {
	some c in input.dataset.columns
	count(c.pii) > 0
	not c.protected == true
	object.get(c, "reason", "") == ""
	not lower(c.name) in _used
}

_used contains lower(f.name) if {
	some model in input.all.model
	some f in model.features
}

_used contains lower(model.target) if some model in input.all.model
