# METADATA
# title: "Models past their date are not served"
# description: "No production model has a sunset date in the past."
# custom:
#   id: LIF-002
#   subject: model
#   severity: medium
#   stages: [runtime, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.sunset_at, model.status, context.now]
#   fix: "Replace the model, or have a later date approved."
#   references:
#     nist-ai-rmf: ["GOVERN 1.7", "MANAGE 2.4"]
#     nist-ai-600-1: ["MG-3.2-009"]
#     sr-26-2: ["monitoring"]
#     iso-42001: ["A.6.2.6"]
#     finos-aigf: ["ri-5"]
package bylaw.controls.lif_002

import data.bylaw.lib.when

applies if input.model.status == "production"

required contains "model.sunset_at"

findings contains {
	"message": sprintf("model %s was to be out of production by %s", [input.subject.name, input.model.sunset_at]),
	"expected": "not served",
	"actual": "production",
	"fields": ["model.sunset_at", "model.status"],
} if when.is_past(input.model.sunset_at)
