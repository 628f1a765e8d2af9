# METADATA
# title: "Only approved models are called"
# description: "The model id and version is on the allow-list for environment, data class and region."
# custom:
#   id: LLM-007
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "model.base.hosting = api or gateway"
#   reads: [request.model_id, request.environment, request.content]
#   fix: "Call a model of the list, at a dated version."
#   params:
#     - {name: allowed, default: [], unit: "entries {model, environments, classes, regions}; what an entry leaves out it does not limit", source: "organisation decides", status: product, change: any, stricter: fewer}
#   references:
#     nist-ai-rmf: ["GOVERN 6.1", "MANAGE 3.1"]
#     nist-ai-600-1: ["GV-6.1-007"]
#     owasp-llm: ["LLM03"]
#     iso-42001: ["A.4.4"]
#     finos-aigf: ["mi-10"]
#     csa-aicm: ["STA"]
#     gdpr: ["44"]
#     soc2: ["CC9.2"]
#     owasp-asi: ["ASI04"]
package bylaw.controls.llm_007

applies if input.request.operation in {"chat", "embed", "infer", "decision", "agent_message"}

required contains "request.model_id"

findings contains {
	"message": sprintf("request %s calls %s, which is not on the list", [input.subject.name, input.request.model_id]),
	"expected": sprintf("%v", [sort({e.model | some e in input.params.allowed})]),
	"actual": input.request.model_id,
	"fields": ["request.model_id"],
} if count(_entries) == 0

findings contains {
	"message": sprintf("request %s calls %s, which is not allowed in %v for %v data in %v", [input.subject.name, input.request.model_id, _environment, _class, _region]),
	"expected": sprintf("%v", [_entries]),
	"actual": sprintf("%v, %v, %v", [_environment, _class, _region]),
	"fields": ["request.model_id", "request.environment", "request.content", "request.destination"],
} if {
	count(_entries) > 0
	count([e | some e in _entries; _fits(e)]) == 0
}

_entries := [e | some e in input.params.allowed; e.model == input.request.model_id]

_environment := object.get(input.request, "environment", "an environment that nobody names")

# Data of no class is taken for the most confidential.
_class := object.get(input.request, ["content", "classification"], "restricted")

_region := object.get(input.request, ["destination", "region"], "a region that nobody names")

_fits(e) if {
	_environment in object.get(e, "environments", [_environment])
	_class in object.get(e, "classes", [_class])
	_region in object.get(e, "regions", [_region])
}
