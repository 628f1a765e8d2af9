# METADATA
# title: "Two people approved this deployment"
# description: "At least two different people approved, none of them author or requester, signatures or forge identity verified, not expired."
# custom:
#   id: APR-001
#   subject: approval
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "context.environment = prod and system.risk.class in high, limited"
#   subject_absent: judge
#   reads: [approval.approvers, approval.requested_by, approval.author, approval.expires_at, approval.action]
#   fix: "Have two other people approve this digest (bylaw approve)."
#   params:
#     - {name: min_approvers, default: 2, unit: "people", source: "four-eyes principle", status: convention, change: tighten_only}
#     - {name: max_age_days, default: 30, unit: "days", source: "no number in law", status: product, change: any}
#   references:
#     nist-ai-rmf: ["GOVERN 2.1", "GOVERN 2.3", "MANAGE 1.1"]
#     nist-ai-600-1: ["GV-1.3-002", "MS-2.3-003"]
#     iso-42001: ["A.3.2", "A.6.2.5"]
#     eu-ai-act: ["17(1)"]
#     soc2: ["CC8.1", "CC6.3"]
#     sr-26-2: ["governance"]
#     nist-800-53: ["AC-5", "CM-3"]
#     csa-aicm: ["CCC"]
#     ai-verify: ["accountability"]
#     cosai: ["controlProductGovernance"]
#     finos-aigf: ["mi-5"]
package bylaw.controls.apr_001

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if {
	about.in_production
	about.at_least_limited
	_is_deployment
}

required contains "approval.approvers"

findings contains {
	"message": sprintf("approval %s: %d of %d approvals count < %d%s; author, requester, repeated, old and unverified ones do not", [input.subject.name, count(_people), count(input.approval.approvers), input.params.min_approvers, limit.source("min_approvers")]),
	"expected": sprintf("at least %d people", [input.params.min_approvers]),
	"actual": sprintf("%d", [count(_people)]),
	"fields": ["approval.approvers", "approval.author", "approval.requested_by"],
} if count(_people) < input.params.min_approvers

findings contains {
	"message": sprintf("approval %s expired on %s", [input.subject.name, input.approval.expires_at]),
	"expected": "an approval that holds",
	"actual": input.approval.expires_at,
	"fields": ["approval.expires_at"],
} if when.is_past(input.approval.expires_at)

findings contains {
	"message": sprintf("approval %s: %s is the %s and cannot approve", [input.subject.name, a.person, role]),
	"expected": "somebody else",
	"actual": a.person,
	"fields": ["approval.approvers", "approval.author", "approval.requested_by"],
} if {
	some a in input.approval.approvers
	some role, who in _barred
	lower(a.person) == lower(who)
}

# What does not say its action is taken for a deployment; so is nothing at all.
_is_deployment if object.get(input, ["approval", "action"], "deploy") == "deploy"

_barred["author"] := input.approval.author

_barred["requester"] := input.approval.requested_by

_people contains lower(a.person) if {
	some a in input.approval.approvers
	a.signature_verified == true
	trim_space(a.person) != ""
	not lower(a.person) in {lower(who) | some who in _barred}
	not when.older_than(a.at, input.params.max_age_days)
}
