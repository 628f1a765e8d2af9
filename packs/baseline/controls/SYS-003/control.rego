# METADATA
# title: "Risk class matches the facts"
# description: "A system with a non-empty Annex III list and no accepted exemption is high; a system with any yes in the prohibited screen is prohibited; user-facing or generating systems are at least limited."
# custom:
#   id: SYS-003
#   subject: system
#   severity: critical
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "always"
#   reads: [system.risk.class, system.risk.annex_iii, system.risk.annex_i, system.risk.exemption.claimed, system.prohibited_screen, system.user_facing, system.generates, system.decision_domain]
#   fix: "Run the classify command, then have the result approved."
#   references:
#     eu-ai-act: ["6(1)", "6(2)", "6(3)", "50(1)"]
#     nist-ai-rmf: ["MAP 1.1", "GOVERN 1.3", "MAP 2.1"]
#     nist-ai-600-1: ["GV-1.3-001"]
#     iso-42001: ["A.5.2"]
#     omb-m-25-21: ["inventory"]
#     csa-aicm: ["GRC"]
#     iso-23894: ["6.3"]
package bylaw.controls.sys_003

applies := true

required contains "system.risk.class"

findings contains {
	"message": sprintf("system %s is of class %s and its facts ask for at least %s: %s", [input.subject.name, input.system.risk.class, wanted, reason]),
	"expected": wanted,
	"actual": input.system.risk.class,
	"fields": ["system.risk.class"],
} if {
	some wanted, reason in _reasons
	_rank[input.system.risk.class] < _rank[wanted]
}

findings contains {
	"message": sprintf("system %s has the class %s, which is none of prohibited, high, limited and minimal", [input.subject.name, input.system.risk.class]),
	"expected": "prohibited, high, limited or minimal",
	"actual": input.system.risk.class,
	"fields": ["system.risk.class"],
} if not _rank[input.system.risk.class]

_rank := {"minimal": 1, "limited": 2, "high": 3, "prohibited": 4}

_reasons["prohibited"] := sprintf("the prohibited-practice screen answers yes to %s", [concat(", ", sort(_yes))]) if count(_yes) > 0

_reasons["high"] := sprintf("Annex III %s and no accepted exemption", [concat(", ", input.system.risk.annex_iii)]) if {
	count(input.system.risk.annex_iii) > 0
	not input.system.risk.exemption.claimed
} else := "it is a safety part under Annex I" if input.system.risk.annex_i == true

_reasons["limited"] := "people deal with it directly" if input.system.user_facing == true

else := "it generates content" if count(input.system.generates) > 0

_yes contains point if {
	some point, answer in input.system.prohibited_screen
	_is_yes(answer)
	not answer.exception_ref
}

_is_yes(answer) if answer in {"yes", true}

_is_yes(answer) if answer.answer in {"yes", true}
