# METADATA
# title: "Prohibited-practice screen is answered and clean"
# description: "All ten screening questions are answered no, or name a legal exception with its authorisation. Cannot be waived."
# custom:
#   id: PRB-001
#   subject: system
#   severity: critical
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "always"
#   params:
#     - {name: from, default: {"a-h": "2025-02-02", "ba,bb": "2026-12-02"}, unit: "date", source: "AI Act 113(a) as amended", status: statutory, change: none}
#   references:
#     eu-ai-act: ["5(1)", "5(2)"]
#     nist-ai-rmf: ["GOVERN 1.1", "MAP 1.1"]
#     nist-ai-600-1: ["MP-1.1-004", "GV-1.4-002"]
#     iso-42001: ["A.5.4"]
#     csa-aicm: ["GRC"]
package bylaw.controls.prb_001

applies := true

required contains "system.prohibited_screen"

findings contains {
	"message": sprintf("system %s: the prohibited-practice screen is neither `none` nor ten answers", [input.subject.name]),
	"fields": ["system.prohibited_screen"],
} if not _is_answered

findings contains {
	"message": sprintf("system %s answers yes to the prohibited practice %s and names no exception with its authorisation", [input.subject.name, practice]),
	"fields": [sprintf("system.prohibited_screen.%s", [practice])],
} if {
	is_object(input.system.prohibited_screen)
	some practice, answer in input.system.prohibited_screen
	_is_yes(answer)
	not _is_excepted(answer)
}

_is_answered if input.system.prohibited_screen == "none"

_is_answered if {
	is_object(input.system.prohibited_screen)
	count(input.system.prohibited_screen) >= 10
}

_is_yes(answer) if answer in {true, "yes"}

_is_yes(answer) if answer.answer in {true, "yes"}

_is_excepted(answer) if {
	answer.exception != ""
	answer.authorisation != ""
}
