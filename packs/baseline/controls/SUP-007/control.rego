# METADATA
# title: "Remote code in model repositories is off"
# description: "No load call runs code from the model repository."
# custom:
#   id: SUP-007
#   subject: model
#   severity: critical
#   stages: [train, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.remote_code, pipeline.sast]
#   fix: "Turn trust_remote_code off; vendor and review the code that is needed."
#   references:
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     owasp-asi: ["ASI05"]
#     mitre-atlas: ["AML.T0011", "AML.M0011"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     cosai: ["controlSecureByDefaultMLTooling"]
#     soc2: ["CC6.8"]
#     nist-800-53: ["CM-7"]
package bylaw.controls.sup_007

applies := true

required contains "model.remote_code"

findings contains {
	"message": sprintf("model %s loads code from its repository", [input.subject.name]),
	"expected": "remote code off",
	"actual": sprintf("%v", [input.model.remote_code]),
	"fields": ["model.remote_code"],
} if _is_on

findings contains {
	"message": sprintf("model %s: %s loads models and lets their repository run code", [input.subject.name, f.path]),
	"expected": "no load call with remote code",
	"actual": f.rule,
	"fields": ["pipeline.sast"],
	"file": f.path,
} if {
	some p in input.all.pipeline
	some f in p.sast
	regex.match(`remote[-_]code`, lower(f.rule))
}

_is_on if input.model.remote_code == true

_is_on if input.model.remote_code.enabled == true

_is_on if {
	is_array(input.model.remote_code)
	count(input.model.remote_code) > 0
}
