# METADATA
# title: "Policies and manifests are protected"
# description: "Default branch needs review, code owners cover policies, manifests and waivers, and the policy bundle in use is signed."
# custom:
#   id: APR-010
#   subject: pipeline
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.repo_protection, pipeline.policy_bundle]
#   fix: "Protect the default branch, let code owners cover policies and manifests, sign the policy bundle."
#   references:
#     soc2: ["CC8.1", "CC6.3"]
#     nist-ai-rmf: ["GOVERN 1.4"]
#     nist-800-53: ["CM-3", "CM-5", "SI-7"]
#     iso-42001: ["A.2.4"]
#     csa-aicm: ["CCC"]
#     owasp-asi: ["ASI10"]
#     slsa: ["Source"]
package bylaw.controls.apr_010

applies := true

required contains "pipeline.repo_protection"

required contains "pipeline.policy_bundle"

findings contains {
	"message": sprintf("%s: the default branch asks for %v reviews < 1", [input.subject.name, object.get(input.pipeline.repo_protection, "required_reviews", "no")]),
	"expected": "at least 1",
	"actual": sprintf("%v", [object.get(input.pipeline.repo_protection, "required_reviews", "nothing")]),
	"fields": ["pipeline.repo_protection"],
} if not _is_reviewed

findings contains {
	"message": sprintf("%s: code owners do not cover policies, manifests and waivers", [input.subject.name]),
	"expected": "covered",
	"actual": "not covered",
	"fields": ["pipeline.repo_protection"],
} if not input.pipeline.repo_protection.codeowners_cover_policies == true

findings contains {
	"message": sprintf("%s: the default branch can be pushed over", [input.subject.name]),
	"expected": "blocked",
	"actual": "allowed",
	"fields": ["pipeline.repo_protection"],
} if input.pipeline.repo_protection.force_push_blocked == false

findings contains {
	"message": sprintf("%s: the policy bundle in use is not signed", [input.subject.name]),
	"expected": "signed",
	"actual": "not signed",
	"fields": ["pipeline.policy_bundle"],
} if not input.pipeline.policy_bundle.signed == true

_is_reviewed if input.pipeline.repo_protection.required_reviews >= 1
