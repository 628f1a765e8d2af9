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
#   references:
#     soc2: ["CC8.1"]
#     nist-ai-rmf: ["MANAGE 1.1"]
#     nist-800-53: ["CM-3", "SI-7"]
#     sr-26-2: ["governance"]
#     iso-42001: ["A.6.2.5"]
#     eu-ai-act: ["17(1)"]
package bylaw.controls.apr_002

applies if input.approval.action == "deploy"

required contains "approval.subject_digest"

findings contains {
	"message": sprintf("approval %s is for another model", [input.subject.name]),
	"expected": sprintf("one of %v", [_models]),
	"actual": input.approval.subject_digest,
	"fields": ["approval.subject_digest", "model.digest"],
} if not trim_prefix(input.approval.subject_digest, "sha256:") in _models

_models := {m.digest | some m in input.all.model}
