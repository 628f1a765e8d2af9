# METADATA
# title: "Training compute is recorded and the notification is in time"
# description: "Compute is recorded; at or above the threshold a notification is sent within the limit."
# custom:
#   id: GPA-005
#   subject: gpai
#   severity: critical
#   stages: [train, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "gpai.provider"
#   reads: [gpai.compute_flop, gpai.threshold_known_at, gpai.notified_at, model.training]
#   fix: "Notify the Commission."
#   params:
#     - {name: threshold_flop, default: 1e+25, unit: "floating point operations", source: "AI Act 51(2); the Commission may change it", status: statutory, change: none}
#     - {name: max_days, default: 14, unit: "days", source: "AI Act 52(1): two weeks", status: statutory, change: tighten_only, stricter: lower}
#   references:
#     eu-ai-act: ["51(2)", "52(1)"]
#     nist-ai-rmf: ["MAP 3.2"]
#     nist-ai-600-1: ["MS-2.12-003"]
package bylaw.controls.gpa_005

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if input.gpai.provider == true

required contains "gpai.compute_flop"

findings contains {
	"message": sprintf("model %s: %v operations >= %v%s and no notification was sent", [input.subject.name, input.gpai.compute_flop, input.params.threshold_flop, limit.source("threshold_flop")]),
	"expected": "a notification",
	"actual": "none",
	"fields": ["gpai.compute_flop", "gpai.notified_at"],
} if {
	_is_systemic
	not input.gpai.notified_at
	_is_late
}

findings contains {
	"message": sprintf("model %s was notified on %s, later than %d days after %s%s", [input.subject.name, input.gpai.notified_at, input.params.max_days, input.gpai.threshold_known_at, limit.source("max_days")]),
	"expected": sprintf("within %d days", [input.params.max_days]),
	"actual": input.gpai.notified_at,
	"fields": ["gpai.threshold_known_at", "gpai.notified_at"],
} if {
	_is_systemic
	when.instant(input.gpai.notified_at) > when.deadline(input.gpai.threshold_known_at, input.params.max_days)
}

_is_systemic if input.gpai.compute_flop >= input.params.threshold_flop

# Without the day on which it was known the time is over.
_is_late if not input.gpai.threshold_known_at

_is_late if when.deadline(input.gpai.threshold_known_at, input.params.max_days) < when.now
