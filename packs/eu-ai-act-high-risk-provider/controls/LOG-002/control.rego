# METADATA
# title: "Logs are kept long enough"
# description: "Retention is at least the longest of the enabled packs."
# custom:
#   id: LOG-002
#   subject: logging
#   severity: high
#   stages: [deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [logging.retention_days, system.packs.enabled]
#   fix: "Keep the logs at least as long as the longest pack asks."
#   params:
#     - {name: min_days, default: {"eu-ai-act": 183, pci: 365, colorado: 1096, default: 183}, unit: "days", source: "AI Act 19(1) and 26(6) six months; PCI DSS 10.5.1 twelve months; SB 26-189 three years", status: statutory, change: tighten_only, stricter: higher}
#     - {name: max_days_personal, default: null, unit: "days", source: "GDPR 5(1)(e) storage limit; set per pack", status: regulatory, change: any, stricter: lower}
#   references:
#     eu-ai-act: ["19(1)", "26(6)"]
#     iso-42001: ["A.6.2.8"]
#     nist-800-53: ["AU-11"]
#     pci-dss: ["10.5.1"]
#     co-sb26-189: ["records"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     soc2: ["CC7.2"]
#     csa-aicm: ["LOG"]
#     nist-ai-600-1: ["GV-1.5-003"]
#     gdpr: ["5"]
package bylaw.controls.log_002

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if _is_wanted

required contains "logging.retention_days"

findings contains {
	"message": sprintf("%s: logs are kept for %d days < %d (%s%s)", [input.subject.name, input.logging.retention_days, _limit, _longest, limit.source("min_days")]),
	"expected": sprintf("at least %d days", [_limit]),
	"actual": sprintf("%d days", [input.logging.retention_days]),
	"fields": ["logging.retention_days", "system.packs.enabled"],
} if input.logging.retention_days < _limit

findings contains {
	"message": sprintf("%s: logs are kept for %d days > %d%s", [input.subject.name, input.logging.retention_days, input.params.max_days_personal, limit.source("max_days_personal")]),
	"expected": sprintf("at most %d days", [input.params.max_days_personal]),
	"actual": sprintf("%d days", [input.logging.retention_days]),
	"fields": ["logging.retention_days"],
} if {
	is_number(input.params.max_days_personal)
	input.logging.retention_days > input.params.max_days_personal
}

# What is in use, or risky, has to write logs.
_is_wanted if input.logging

_is_wanted if {
	not input.logging
	about.at_least_limited
}

_is_wanted if {
	not input.logging
	input.system.status == "production"
}

_families contains family if {
	some family, _ in input.params.min_days
	family == "default"
}

_families contains family if {
	some family, _ in input.params.min_days
	some pack in input.system.packs.enabled
	startswith(pack, family)
}

_limit := max([input.params.min_days[family] | some family in _families])

_longest := [family | some family in sort(_families); input.params.min_days[family] == _limit][0]
