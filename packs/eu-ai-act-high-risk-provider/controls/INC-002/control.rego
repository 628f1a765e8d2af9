# METADATA
# title: "Serious incidents are reported in time"
# description: "Each serious incident is reported within the days for its kind, counted from becoming aware; unreported ones past half the time warn."
# custom:
#   id: INC-002
#   subject: incident
#   severity: critical
#   stages: [monitor]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.risk.class = high"
#   reads: [incident.items, context.now]
#   fix: "Report to the authority now; the days count from becoming aware."
#   params:
#     - {name: max_days, default: {general: 15, widespread_or_critical_infrastructure: 2, death: 10}, unit: "days", source: "AI Act 73(2),(3),(4)", status: statutory, change: tighten_only, stricter: lower}
#   references:
#     eu-ai-act: ["73(1)", "73(2)", "73(3)", "73(4)", "75", "26(5)"]
#     nist-ai-rmf: ["MANAGE 4.3"]
#     nist-ai-600-1: ["MG-4.3-003", "GV-4.3-002"]
#     iso-42001: ["A.8.4", "A.8.5"]
#     soc2: ["CC7.4", "CC2.3"]
#     nist-800-53: ["IR-6"]
#     csa-aicm: ["SEF"]
#     finos-aigf: ["ri-22"]
package bylaw.controls.inc_002

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.high_risk

required contains "incident.items"

findings contains {
	"message": sprintf("%s: serious incident %s (%s) was to be reported by %s, %d days after %s%s, and is not", [input.subject.name, i.id, object.get(i, "kind", "general"), _shown(_due(i)), _days(i), when.day(i.aware_at), limit.source("max_days")]),
	"expected": sprintf("reported by %s", [_shown(_due(i))]),
	"actual": "not reported",
	"fields": ["incident.items"],
} if {
	some i in _serious
	not _is_reported(i)
	_due(i) < when.now
}

findings contains {
	"message": sprintf("%s: serious incident %s (%s) was to be reported by %s, %d days after %s%s, and was on %s", [input.subject.name, i.id, object.get(i, "kind", "general"), _shown(_due(i)), _days(i), when.day(i.aware_at), limit.source("max_days"), when.day(i.reported_at)]),
	"expected": sprintf("reported by %s", [_shown(_due(i))]),
	"actual": i.reported_at,
	"fields": ["incident.items"],
} if {
	some i in _serious
	_is_reported(i)
	when.instant(i.reported_at) > _due(i)
}

findings contains {
	"message": sprintf("%s: serious incident %s does not say when somebody became aware of it", [input.subject.name, i.id]),
	"expected": "aware_at",
	"actual": "nothing",
	"fields": ["incident.items"],
} if {
	some i in _serious
	not is_string(i.aware_at)
}

remarks contains {
	"message": sprintf("%s: serious incident %s is to be reported by %s and more than half of the time is gone", [input.subject.name, i.id, _shown(_due(i))]),
	"fields": ["incident.items"],
} if {
	some i in _serious
	not _is_reported(i)
	_due(i) >= when.now
	_half(i) < when.now
}

# A severity that nobody knows does not rank as none.
_serious contains i if {
	some i in input.incident.items
	not i.severity in {"minor", "major"}
}

# A kind that nobody knows has the shortest time.
_days(i) := object.get(input.params.max_days, object.get(i, "kind", "general"), min([d | some d in input.params.max_days]))

_due(i) := when.deadline(i.aware_at, _days(i))

_is_reported(i) if is_string(i.reported_at)

_half(i) := when.instant(i.aware_at) + ((_due(i) - when.instant(i.aware_at)) / 2)

_shown(ns) := substring(time.format([ns, "UTC", "RFC3339"]), 0, 10)
