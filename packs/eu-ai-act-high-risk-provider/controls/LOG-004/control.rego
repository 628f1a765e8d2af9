# METADATA
# title: "Every decision is logged"
# description: "Logged decisions divided by requests served is at least the limit."
# custom:
#   id: LOG-004
#   subject: logging
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [logging.coverage]
#   fix: "Find the requests that bypass the log."
#   params:
#     - {name: min_coverage, default: 0.999, unit: "0-1", source: "crash losses only", status: product, change: any}
#   references:
#     eu-ai-act: ["12(1)", "26(6)"]
#     nist-ai-rmf: ["MEASURE 2.8", "MEASURE 2.4"]
#     soc2: ["PI1.4"]
#     nist-800-53: ["AU-12"]
#     iso-42001: ["A.6.2.8"]
#     csa-aicm: ["LOG"]
package bylaw.controls.log_004

import data.bylaw.lib.limit

applies := true

required contains "logging.coverage"

findings contains {
	"message": sprintf("%s: the share of requests that is logged is %v < %v%s", [input.subject.name, input.logging.coverage, input.params.min_coverage, limit.source("min_coverage")]),
	"expected": sprintf("at least %v", [input.params.min_coverage]),
	"actual": sprintf("%v", [input.logging.coverage]),
	"fields": ["logging.coverage"],
} if input.logging.coverage < input.params.min_coverage
