# METADATA
# title: "Monitoring is alive"
# description: "The newest report for each production model is within the limit."
# custom:
#   id: MON-005
#   subject: monitoring
#   severity: high
#   stages: [monitor]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [monitoring.reports, context.now]
#   fix: "Bring the monitoring job back; a report at least each week."
#   params:
#     - {name: max_age_days, default: 7, unit: "days", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MEASURE 2.4", "MANAGE 4.1"]
#     eu-ai-act: ["72(2)", "26(5)"]
#     iso-42001: ["A.6.2.6"]
#     sr-26-2: ["monitoring"]
#     soc2: ["CC4.1", "CC7.2"]
#     finos-aigf: ["mi-4"]
package bylaw.controls.mon_005

import data.bylaw.lib.digest
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if input.monitoring

applies if _is_in_use

required contains "monitoring.reports"

findings contains {
	"message": sprintf("%s: no report is there at all", [input.subject.name]),
	"expected": "a report",
	"actual": "none",
	"fields": ["monitoring.reports"],
} if count(input.monitoring.reports) == 0

findings contains {
	"message": sprintf("%s: model %s is in production and has no report", [input.subject.name, m.id]),
	"expected": "a report on its digest",
	"actual": "none",
	"fields": ["monitoring.reports", "model.status"],
} if {
	some m in _models
	count(input.monitoring.reports) > 0
	count(_times(m)) == 0
}

findings contains {
	"message": sprintf("%s: the newest report on model %s is of %s, more than %d days ago%s", [input.subject.name, m.id, when.day(max(_times(m))), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": max(_times(m)),
	"fields": ["monitoring.reports"],
} if {
	some m in _models
	when.older_than(max(_times(m)), input.params.max_age_days)
}

findings contains {
	"message": sprintf("%s: the newest report is of %s, more than %d days ago%s", [input.subject.name, when.day(_last), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": _last,
	"fields": ["monitoring.reports"],
} if {
	count(_models) == 0
	_last := max([r.at | some r in input.monitoring.reports])
	when.older_than(_last, input.params.max_age_days)
}

_is_in_use if {
	not input.monitoring
	input.system.status == "production"
}

_models contains m if {
	some m in input.all.model
	m.status == "production"
}

_times(m) := [r.at | some r in input.monitoring.reports; digest.same(r.model_digest, m.digest)]
