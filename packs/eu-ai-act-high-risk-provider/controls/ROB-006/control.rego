# METADATA
# title: "Bad or out-of-range input is caught"
# description: "An input schema is enforced and a fallback for out-of-range input or outage is named."
# custom:
#   id: ROB-006
#   subject: model
#   severity: medium
#   stages: [train, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.input_schema_ref, model.fallback_ref]
#   fix: "Enforce an input schema and say what happens to input outside of it."
#   references:
#     eu-ai-act: ["15(4)"]
#     nist-ai-rmf: ["MEASURE 2.6", "MANAGE 2.3"]
#     nist-ai-600-1: ["GV-6.2-006"]
#     iso-42001: ["A.6.2.2"]
#     mitre-atlas: ["AML.M0010"]
#     soc2: ["PI1.2"]
#     cosai: ["controlInputValidationAndSanitization"]
#     ai-verify: ["safety"]
#     finos-aigf: ["ri-7"]
package bylaw.controls.rob_006

applies := true

required contains "model.input_schema_ref"

required contains "model.fallback_ref"

findings contains {
	"message": sprintf("model %s links an empty %s", [input.subject.name, key]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": [sprintf("model.%s", [key])],
} if {
	some key in ["input_schema_ref", "fallback_ref"]
	trim_space(input.model[key]) == ""
}
