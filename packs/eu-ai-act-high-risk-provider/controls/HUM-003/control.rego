# METADATA
# title: "Adverse high-risk decisions are reviewed by a person"
# description: "With review policy all or adverse_only, each such decision has a reviewer who is not a service account, before effect."
# custom:
#   id: HUM-003
#   subject: decision
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "system.risk.class = high and decision.outcome.adverse"
#   reads: [decision.outcome, system.oversight.review_policy, system.risk.class]
#   fix: "Let a person look before the decision takes effect."
#   references:
#     eu-ai-act: ["14(1)", "14(4)(d)", "26(1)"]
#     gdpr: ["22"]
#     co-sb26-189: ["review"]
#     nist-ai-rmf: ["MAP 3.5", "MANAGE 4.1"]
#     omb-m-25-21: ["oversight"]
#     ai-verify: ["human_agency_oversight"]
#     mit-ai-risk: ["5.2"]
package bylaw.controls.hum_003

import data.bylaw.lib.about
import data.bylaw.lib.when

applies if {
	about.high_risk
	input.decision.outcome.adverse == true
	_is_reviewed
}

required contains "decision.outcome.reviewer"

required contains "decision.outcome.reviewed_at"

findings contains {
	"message": sprintf("decision %s was reviewed by %s, which is a service account", [input.subject.name, input.decision.outcome.reviewer]),
	"expected": "a person",
	"actual": input.decision.outcome.reviewer,
	"fields": ["decision.outcome"],
} if _is_service(lower(input.decision.outcome.reviewer))

findings contains {
	"message": sprintf("decision %s took effect on %s, before its review on %s", [input.subject.name, input.decision.at, input.decision.outcome.reviewed_at]),
	"expected": sprintf("reviewed by %s", [input.decision.at]),
	"actual": input.decision.outcome.reviewed_at,
	"fields": ["decision.outcome", "decision.at"],
} if when.instant(input.decision.outcome.reviewed_at) > when.instant(input.decision.at)

# A policy that nobody states is taken for the one that reviews.
_is_reviewed if not input.system.oversight.review_policy in {"sample", "none"}

_is_service(name) if trim_space(name) == ""

_is_service(name) if regex.match(`(^|[-_.:/])(svc|service|bot|robot|system|agent|auto|automation|ci|pipeline)([-_.:/@]|$)`, name)
