# METADATA
# title: "Model output is not executed or rendered raw"
# description: "Static analysis finds no path from model output to shell, SQL, eval, file path or unescaped HTML."
# custom:
#   id: LLM-003
#   subject: pipeline
#   severity: high
#   stages: [train, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.sast]
#   fix: "Validate and escape what the model says before it is used."
#   references:
#     owasp-llm: ["LLM05"]
#     owasp-asi: ["ASI05"]
#     mitre-atlas: ["AML.T0077", "AML.T0102", "AML.M0033"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["CC8.1"]
#     nist-800-53: ["SI-10", "SI-15", "SA-11"]
#     cosai: ["controlOutputValidationAndSanitization"]
#     pci-dss: ["6.2.4"]
#     csa-aicm: ["AIS"]
package bylaw.controls.llm_003

applies := true

required contains "pipeline.sast"

findings contains {
	"message": sprintf("%s: %s uses what a model says without checking it (%s)", [input.subject.name, f.path, f.rule]),
	"expected": "no path from model output to a dangerous use",
	"actual": f.rule,
	"fields": ["pipeline.sast"],
	"file": f.path,
} if {
	some f in input.pipeline.sast
	regex.match(`(model|llm|ai)[-_.]?(output|response|answer)`, lower(f.rule))
}
