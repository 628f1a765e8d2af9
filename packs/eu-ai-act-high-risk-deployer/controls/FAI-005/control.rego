# METADATA
# title: "Audit summary is published and candidates are told in time"
# description: "The public page shows date, data source and explanation, counts, rates, ratios and distribution date; notice is at least ten business days ahead."
# custom:
#   id: FAI-005
#   subject: evaluation
#   severity: high
#   stages: [deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "pack hiring-nyc"
#   reads: [evaluation.published, system.notices.candidate_notice_days]
#   fix: "Publish the summary with all fields; tell candidates ten business days ahead."
#   params:
#     - {name: notice_business_days, default: 10, unit: "business days", source: "6 RCNY 5-304", status: statutory, change: tighten_only, stricter: higher}
#     - {name: required_fields, default: ["audit_date", "data_source", "data_explanation", "unknown_count", "applicant_counts", "rates", "impact_ratios", "distribution_date"], unit: "fields", source: "6 RCNY 5-303", status: statutory, change: none}
#   references:
#     nyc-ll144: ["5-303", "5-304"]
#     eu-ai-act: ["26(7)", "26(11)"]
#     nist-ai-rmf: ["GOVERN 4.2"]
#     iso-42001: ["A.8.5"]
#     ai-verify: ["transparency"]
package bylaw.controls.fai_005

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs

applies if {
	about.affects_persons
	runs.concerns_groups
	"US-NY-NYC" in input.system.jurisdictions
}

required contains "evaluation.published"

required contains "system.notices.candidate_notice_days"

findings contains {
	"message": sprintf("evaluation %s: the audit summary is published nowhere", [input.subject.name]),
	"expected": "a public address",
	"actual": "none",
	"fields": ["evaluation.published"],
} if object.get(input.evaluation.published, "url", "") == ""

findings contains {
	"message": sprintf("evaluation %s: the published summary lacks %s%s", [input.subject.name, replace(field, "_", " "), limit.source("required_fields")]),
	"expected": field,
	"actual": "not on the page",
	"fields": ["evaluation.published"],
} if {
	some field in input.params.required_fields
	not field in object.get(input.evaluation.published, "fields", [])
}

findings contains {
	"message": sprintf("evaluation %s: candidates are told %d business days ahead < %d%s", [input.subject.name, input.system.notices.candidate_notice_days, input.params.notice_business_days, limit.source("notice_business_days")]),
	"expected": sprintf("at least %d business days", [input.params.notice_business_days]),
	"actual": sprintf("%d", [input.system.notices.candidate_notice_days]),
	"fields": ["system.notices.candidate_notice_days"],
} if input.system.notices.candidate_notice_days < input.params.notice_business_days
