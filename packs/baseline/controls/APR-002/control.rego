# METADATA
# title: "Approval is for exactly this artefact"
# description: "The digest in the approval equals the digest being deployed."
# custom:
#   id: APR-002
#   subject: approval
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [approval.subject_digest, model.digest]
#   fix: "Approve the digest that is being deployed."
#   references:
#     soc2: ["CC8.1"]
#     nist-ai-rmf: ["MANAGE 1.1"]
#     nist-800-53: ["CM-3", "SI-7"]
#     sr-26-2: ["governance"]
#     iso-42001: ["A.6.2.5"]
#     eu-ai-act: ["17(1)"]
package bylaw.controls.apr_002

import data.bylaw.lib.about
import data.bylaw.lib.digest

applies if {
	_is_deployment
	_is_wanted
}

required contains "approval.subject_digest"

required contains "all.model" if count(object.get(input.all, "model", [])) == 0

findings contains {
	"message": sprintf("approval %s is for another model", [input.subject.name]),
	"expected": sprintf("one of %v", [sort(_models)]),
	"actual": input.approval.subject_digest,
	"fields": ["approval.subject_digest", "model.digest"],
} if not digest.plain(input.approval.subject_digest) in _models

# What does not say its action is taken for a deployment; so is nothing at all.
_is_deployment if object.get(input, ["approval", "action"], "deploy") == "deploy"

_is_wanted if input.approval.subject_digest

_is_wanted if {
	about.in_production
	about.at_least_limited
}

_models contains digest.plain(m.digest) if some m in input.all.model
