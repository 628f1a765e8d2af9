# METADATA
# title: "Waivers are owned, reasoned and expire"
# description: "Each waiver has owner, requester different from approver, reason, compensating control and expiry inside the limit; expired or orphaned waivers are findings; block controls are not waivable."
# custom:
#   id: APR-005
#   subject: waiver
#   severity: high
#   stages: [predeploy, deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [waiver.items, context.now]
#   fix: "Renew with reason and another approver, or mend the cause."
#   params:
#     - {name: max_days, default: 90, unit: "days", source: "quarterly review", status: product, change: tighten_only}
#   references:
#     nist-ai-rmf: ["MANAGE 1.4", "GOVERN 1.4"]
#     soc2: ["CC3.2", "CC4.2"]
#     iso-42001: ["A.2.2"]
#     iso-23894: ["6.5"]
#     nist-800-53: ["CA-5"]
#     sr-26-2: ["governance"]
#     csa-aicm: ["GRC"]
#     nist-ai-600-1: ["MG-1.3-001"]
package bylaw.controls.apr_005

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "waiver.items"

findings contains {
	"message": sprintf("%s: the waiver of %s for %s names no %s", [input.subject.name, object.get(w, "control_id", "no control"), object.get(w, "subject", "no subject"), replace(key, "_", " ")]),
	"expected": key,
	"actual": "nothing",
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	some key in ["control_id", "subject", "owner", "requested_by", "approver", "justification", "compensating_control", "created_at", "expires_at"]
	object.get(w, key, "") == ""
}

findings contains {
	"message": sprintf("%s: the waiver of %s for %s was approved by the person who asked for it (%s)", [input.subject.name, w.control_id, w.subject, w.approver]),
	"expected": "another person",
	"actual": w.approver,
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	lower(w.requested_by) == lower(w.approver)
	w.approver != ""
}

findings contains {
	"message": sprintf("%s: the waiver of %s for %s expired on %s", [input.subject.name, w.control_id, w.subject, w.expires_at]),
	"expected": "a waiver that holds",
	"actual": w.expires_at,
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	when.is_past(w.expires_at)
}

findings contains {
	"message": sprintf("%s: the waiver of %s for %s lasts longer than %d days%s", [input.subject.name, w.control_id, w.subject, input.params.max_days, limit.source("max_days")]),
	"expected": sprintf("at most %d days", [input.params.max_days]),
	"actual": sprintf("%s to %s", [w.created_at, w.expires_at]),
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	when.instant(w.expires_at) > when.after(w.created_at, input.params.max_days)
}

findings contains {
	"message": sprintf("%s: %s may never be waived", [input.subject.name, w.control_id]),
	"expected": "no waiver",
	"actual": sprintf("a waiver for %s", [w.subject]),
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	not w.known_control == false
	w.waivable == false
}

findings contains {
	"message": sprintf("%s: the waiver names the control %s, which is not there", [input.subject.name, w.control_id]),
	"expected": "a control that exists",
	"actual": w.control_id,
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	w.known_control == false
}

findings contains {
	"message": sprintf("%s: the waiver of %s for %s answers nothing", [input.subject.name, w.control_id, w.subject]),
	"expected": "a failure to answer; remove the waiver",
	"actual": "nothing fails there",
	"fields": ["waiver.items"],
	"file": object.get(w, "file", "waivers.yaml"),
	"line": object.get(w, "line", 1),
} if {
	some w in input.waiver.items
	not w.known_control == false
	w.used == false
}
