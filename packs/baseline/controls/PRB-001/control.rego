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
#   reads: [system.prohibited_screen]
#   fix: "Answer all ten questions; a practice that the law forbids has to go."
#   params:
#     - {name: from, default: {"a-h": "2025-02-02", "ba,bb": "2026-12-02"}, unit: "date", source: "AI Act 113(a) as amended", status: statutory, change: none}
#   references:
#     eu-ai-act: ["5(1)", "5(2)"]
#     nist-ai-rmf: ["GOVERN 1.1", "MAP 1.1"]
#     nist-ai-600-1: ["MP-1.1-004", "GV-1.4-002"]
#     iso-42001: ["A.5.4"]
#     csa-aicm: ["GRC"]
package bylaw.controls.prb_001

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "system.prohibited_screen"

findings contains {
	"message": sprintf("system %s does not answer question %s of the prohibited-practice screen", [input.subject.name, point]),
	"expected": "yes or no",
	"actual": sprintf("%v", [object.get(_screen, point, "nothing")]),
	"fields": [sprintf("system.prohibited_screen.%s", [point])],
} if {
	some point in _points
	not _is_answered(point)
}

findings contains {
	"message": sprintf("system %s answers yes to the prohibited practice %s (forbidden from %s%s) and names no exception", [input.subject.name, point, _from(point), limit.source("from")]),
	"expected": "no, or exception_ref with the authorisation",
	"actual": "yes",
	"fields": [sprintf("system.prohibited_screen.%s", [point])],
} if {
	some point in _points
	_answer(point) == "yes"
	not _is_excepted(point)
	_is_in_force(point)
}

remarks contains {
	"message": sprintf("system %s answers yes to the practice %s, which is forbidden from %s", [input.subject.name, point, _from(point)]),
	"fields": ["system.prohibited_screen"],
} if {
	some point in _points
	_answer(point) == "yes"
	not _is_excepted(point)
	not _is_in_force(point)
}

_points := {"a", "b", "c", "d", "e", "f", "g", "h", "ba", "bb"}

# `none` is ten times no.
_screen := {point: {"answer": "no"} | some point in _points} if input.system.prohibited_screen == "none"

else := input.system.prohibited_screen if is_object(input.system.prohibited_screen)

else := {}

_word := {true: "yes", false: "no", "yes": "yes", "no": "no"}

_answer(point) := _word[_screen[point]]

_answer(point) := _word[_screen[point].answer]

_is_answered(point) if _answer(point) in {"yes", "no"}

_from(point) := input.params.from["ba,bb"] if point in {"ba", "bb"}

_from(point) := input.params.from["a-h"] if not point in {"ba", "bb"}

_is_excepted(point) if _screen[point].exception_ref != ""

_is_in_force(point) if when.instant(_from(point)) <= when.now
