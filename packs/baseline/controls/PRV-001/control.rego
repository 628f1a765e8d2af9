# METADATA
# title: "Training datasets contain no direct identifiers"
# description: "A scan of enough rows finds no direct identifier above the confidence limit in data used to train, unless a justification is approved."
# custom:
#   id: PRV-001
#   subject: dataset
#   severity: critical
#   stages: [data, train]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.roles has train, validation, test or fine_tune"
#   reads: [dataset.roles, dataset.pii.scan, dataset.pii.findings, dataset.pii.direct_justification_ref]
#   fix: "Drop, mask or tokenise the column, or attach an approved justification."
#   params:
#     - {name: entities, default: ["PERSON_NAME", "EMAIL", "PHONE", "NATIONAL_ID", "SSN", "IBAN", "CREDIT_CARD", "PASSPORT", "ADDRESS", "IP_ADDRESS", "MEDICAL_RECORD"], unit: "entity names", source: "direct identifiers named in GDPR 4(1) and the HIPAA list", status: regulatory, change: any, stricter: more}
#     - {name: min_confidence, default: 0.7, unit: "0-1", source: "usual cut-off of pattern-plus-context detectors", status: product, change: any, stricter: lower}
#     - {name: max_findings, default: 0, unit: "cells", source: "minimisation", status: product, change: any}
#     - {name: min_rows_scanned, default: 10000, unit: "rows, or all rows if fewer", source: "with none found in 10,000 the true rate is under 0.03 percent at 95 percent (rule of three)", status: convention, change: any}
#   references:
#     gdpr: ["5", "25"]
#     eu-ai-act: ["10(2)"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MP-4.1-001", "MS-2.6-002", "MP-4.1-010"]
#     iso-42001: ["A.7.2", "A.7.4"]
#     owasp-llm: ["LLM02"]
#     mitre-atlas: ["AML.M0007"]
#     cosai: ["controlTrainingDataSanitization", "controlModelPrivacyEnhancingTechnologies"]
#     finos-aigf: ["mi-2"]
#     csa-aicm: ["DSP"]
#     soc2: ["P3"]
#     mit-ai-risk: ["2.1"]
package bylaw.controls.prv_001

import data.bylaw.lib.datasets
import data.bylaw.lib.limit

applies if datasets.for_training(input.dataset)

required contains "dataset.pii.scan"

required contains "dataset.pii.findings"

findings contains {
	"message": sprintf("dataset %s: column %s holds %d cells of %s > %d%s at confidence %v", [input.subject.name, f.column, f.count, f.entity, input.params.max_findings, limit.source("max_findings"), f.max_confidence]),
	"expected": sprintf("at most %d cells at confidence %v", [input.params.max_findings, input.params.min_confidence]),
	"actual": sprintf("%d cells, highest confidence %v", [f.count, f.max_confidence]),
	"fields": ["dataset.pii.findings"],
} if {
	not _is_justified
	some f in input.dataset.pii.findings
	f.entity in input.params.entities
	f.max_confidence >= input.params.min_confidence
	f.count > input.params.max_findings
}

findings contains {
	"message": sprintf("dataset %s: only %d of %d rows were scanned for personal data%s", [input.subject.name, input.dataset.pii.scan.rows_scanned, _wanted, limit.source("min_rows_scanned")]),
	"expected": sprintf("at least %d rows", [_wanted]),
	"actual": sprintf("%d rows", [input.dataset.pii.scan.rows_scanned]),
	"fields": ["dataset.pii.scan", "dataset.rows"],
} if input.dataset.pii.scan.rows_scanned < _wanted

findings contains {
	"message": sprintf("dataset %s: the scan for personal data does not say how many rows it saw", [input.subject.name]),
	"expected": "rows_scanned",
	"actual": "nothing",
	"fields": ["dataset.pii.scan"],
} if not is_number(input.dataset.pii.scan.rows_scanned)

findings contains {
	"message": sprintf("dataset %s: parts of it could not be scanned for personal data", [input.subject.name]),
	"expected": "all rows and columns",
	"actual": "not all",
	"fields": ["dataset.pii.scan"],
} if input.complete == false

_is_justified if input.dataset.pii.direct_justification_ref != ""

_wanted := min([input.params.min_rows_scanned, object.get(input.dataset, "rows", input.params.min_rows_scanned)])
