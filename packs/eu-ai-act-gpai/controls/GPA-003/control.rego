# METADATA
# title: "Copyright policy exists"
# description: "A policy that honours text-and-data-mining opt-outs is linked."
# custom:
#   id: GPA-003
#   subject: gpai
#   severity: high
#   stages: [data, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: attested
#   applies_when: "gpai.provider"
#   reads: [gpai.copyright_policy_ref]
#   fix: "Link the copyright policy."
#   references:
#     eu-ai-act: ["53(1)(c)"]
#     nist-ai-rmf: ["GOVERN 6.1"]
#     nist-ai-600-1: ["GV-1.1-001", "MP-4.1-002"]
#     iso-42001: ["A.7.3"]
#     finos-aigf: ["ri-23"]
package bylaw.controls.gpa_003

applies if input.gpai.provider == true

required contains "gpai.copyright_policy_ref"

findings contains {
	"message": sprintf("model %s links an empty copyright policy", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["gpai.copyright_policy_ref"],
} if trim_space(input.gpai.copyright_policy_ref) == ""
