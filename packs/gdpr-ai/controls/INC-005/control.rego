# METADATA
# title: "Personal data breaches are reported in 72 hours"
# description: "Each breach incident has a report time within the limit."
# custom:
#   id: INC-005
#   subject: incident
#   severity: critical
#   stages: [monitor]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [incident.items, context.now]
#   fix: "Report the breach to the authority now."
#   params:
#     - {name: max_hours, default: 72, unit: "hours", source: "GDPR 33(1)", status: statutory, change: tighten_only, stricter: lower}
#   references:
#     gdpr: ["33", "34"]
#     soc2: ["P6", "CC7.4"]
#     nist-ai-rmf: ["MANAGE 4.3"]
#     nist-800-53: ["IR-6"]
package bylaw.controls.inc_005

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "incident.items"

findings contains {
	"message": sprintf("%s: breach %s was to be reported within %d hours%s and %s", [input.subject.name, i.id, input.params.max_hours, limit.source("max_hours"), _seen(i)]),
	"expected": sprintf("within %d hours", [input.params.max_hours]),
	"actual": object.get(i, "reported_at", null),
	"fields": ["incident.items"],
} if {
	some i in input.incident.items
	i.kind == "personal_data_breach"
	_end(i) > _due(i)
}

_due(i) := when.instant(i.aware_at) + (((input.params.max_hours * 60) * 60) * 1000000000)

_end(i) := when.instant(i.reported_at) if is_string(i.reported_at)

_end(i) := when.now if not is_string(i.reported_at)

_seen(i) := sprintf("was on %s", [i.reported_at]) if is_string(i.reported_at)

_seen(i) := "is not" if not is_string(i.reported_at)
