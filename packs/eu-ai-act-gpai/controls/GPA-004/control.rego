# METADATA
# title: "Training-content summary is public"
# description: "The public summary link answers."
# custom:
#   id: GPA-004
#   subject: gpai
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "gpai.provider"
#   reads: [gpai.training_summary_url]
#   fix: "Publish the summary of training content."
#   references:
#     eu-ai-act: ["53(1)(d)"]
#     nist-ai-600-1: ["GV-1.2-001"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     g7-sbom-ai: ["DP"]
package bylaw.controls.gpa_004

applies if input.gpai.provider == true

required contains "gpai.training_summary_url"

findings contains {
	"message": sprintf("model %s: %s is no public address of a summary", [input.subject.name, input.gpai.training_summary_url]),
	"expected": "https://…",
	"actual": input.gpai.training_summary_url,
	"fields": ["gpai.training_summary_url"],
} if not startswith(input.gpai.training_summary_url, "https://")
