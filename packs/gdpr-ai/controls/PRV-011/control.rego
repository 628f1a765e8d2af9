# METADATA
# title: "Logs of prompts and answers are redacted"
# description: "Redaction is on for the listed entities and a sample of recent log rows has no finding above the limit."
# custom:
#   id: PRV-011
#   subject: logging
#   severity: high
#   stages: [deploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "logging.enabled and dataset.personal_data"
#   reads: [logging.redaction, logging.sample]
#   fix: "Turn redaction on and clean the rows that leaked."
#   params:
#     - {name: max_findings, default: 0, unit: "per 1000 rows", source: "minimisation", status: product, change: any}
#   references:
#     gdpr: ["5", "25", "32"]
#     owasp-llm: ["LLM02"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MP-4.1-001", "MP-4.1-009"]
#     cosai: ["controlRuntimePrivacyEnhancingTechnologies"]
#     finos-aigf: ["mi-1"]
#     soc2: ["C1.1"]
#     mitre-atlas: ["AML.T0057"]
package bylaw.controls.prv_011

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if {
	input.logging.enabled == true
	datasets.any_personal
}

required contains "logging.redaction"

required contains "logging.sample"

findings contains {
	"message": sprintf("%s: redaction of prompts and answers is off", [input.subject.name]),
	"expected": "redaction on",
	"actual": "off",
	"fields": ["logging.redaction"],
} if not input.logging.redaction.enabled == true

findings contains {
	"message": sprintf("%s: a sample of %d rows holds %d findings of personal data, %v per 1000 > %v%s", [input.subject.name, input.logging.sample.rows, input.logging.sample.pii_findings, _rate, input.params.max_findings, limit.source("max_findings")]),
	"expected": sprintf("at most %v per 1000 rows", [input.params.max_findings]),
	"actual": sprintf("%v per 1000 rows", [_rate]),
	"fields": ["logging.sample"],
} if _rate > input.params.max_findings

findings contains {
	"message": sprintf("%s: the sample of the logs says nothing about personal data", [input.subject.name]),
	"expected": "rows and pii_findings of a sample that is not empty",
	"actual": "nothing",
	"fields": ["logging.sample"],
} if not is_number(_rate)

_rate := (input.logging.sample.pii_findings * 1000) / input.logging.sample.rows if input.logging.sample.rows > 0
