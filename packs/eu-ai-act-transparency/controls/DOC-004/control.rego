# METADATA
# title: "People are told they deal with an AI"
# description: "The notice is shown at or before the first interaction, proven by a UI test or runtime event."
# custom:
#   id: DOC-004
#   subject: system
#   severity: high
#   stages: [predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.user_facing"
#   reads: [system.user_facing, system.notices.ai_disclosure, request.disclosure_shown_at, request.first_interaction_at]
#   fix: "Show the notice at or before the first interaction and prove it by a UI test."
#   params:
#     - {name: from, default: "2026-08-02", unit: "date", source: "AI Act 113", status: statutory, change: none}
#   references:
#     eu-ai-act: ["50(1)", "50(5)"]
#     nist-ai-rmf: ["MEASURE 2.8", "GOVERN 5.1"]
#     nist-ai-600-1: ["GV-5.1-002", "MP-5.1-003"]
#     iso-42001: ["A.8.2"]
#     owasp-asi: ["ASI09"]
#     ai-verify: ["transparency"]
#     cosai: ["controlUserTransparencyAndControls"]
#     mit-ai-risk: ["3.2"]
package bylaw.controls.doc_004

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if input.system.user_facing == true

required contains "system.notices.ai_disclosure"

findings contains {
	"message": sprintf("system %s: nothing proves that people are told they deal with an AI (from %s%s)", [input.subject.name, input.params.from, limit.source("from")]),
	"expected": "test_ref of a UI test, or a runtime event",
	"actual": "nothing",
	"fields": ["system.notices.ai_disclosure"],
} if {
	_is_due
	object.get(input.system.notices.ai_disclosure, "test_ref", "") == ""
	count(_shown) == 0
}

findings contains {
	"message": sprintf("system %s: the notice that people deal with an AI is shown %s", [input.subject.name, object.get(input.system.notices.ai_disclosure, "shown_at_point", "at a point that nobody names")]),
	"expected": "at or before the first interaction",
	"actual": object.get(input.system.notices.ai_disclosure, "shown_at_point", "nothing"),
	"fields": ["system.notices.ai_disclosure"],
} if {
	_is_due
	not object.get(input.system.notices.ai_disclosure, "shown_at_point", "") in {"before", "before_first_interaction", "first_interaction", "first_message", "start", "login"}
}

findings contains {
	"message": sprintf("system %s: in request %s the notice came after the first interaction, or not at all", [input.subject.name, r.id]),
	"expected": sprintf("by %s", [r.first_interaction_at]),
	"actual": object.get(r, "disclosure_shown_at", "never"),
	"fields": ["request.disclosure_shown_at", "request.first_interaction_at"],
} if {
	_is_due
	some r in input.all.request
	r.first_interaction_at
	not _in_time(r)
}

_is_due if when.instant(input.params.from) <= when.now

_in_time(r) if when.instant(r.disclosure_shown_at) <= when.instant(r.first_interaction_at)

_shown := [r | some r in input.all.request; _in_time(r)]
