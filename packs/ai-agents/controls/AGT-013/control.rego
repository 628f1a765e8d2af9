# METADATA
# title: "Memory writes are checked, tagged and expire"
# description: "A memory write has a source tag, passed validation and has a lifetime within the limit."
# custom:
#   id: AGT-013
#   subject: request
#   severity: high
#   stages: [runtime]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.operation = memory_write"
#   reads: [agent.memory, request.memory_write]
#   fix: "Tag the source, validate, and set a lifetime."
#   params:
#     - {name: max_ttl_days, default: 90, unit: "days", source: "no number in law", status: product, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI06"]
#     owasp-llm: ["LLM04", "LLM08"]
#     mitre-atlas: ["AML.M0031", "AML.T0080"]
#     finos-aigf: ["ri-27"]
#     cosai: ["controlRetrievalAndVectorSystemIntegrity"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     gdpr: ["5"]
#     nist-800-53: ["SI-10"]
package bylaw.controls.agt_013

import data.bylaw.lib.limit

applies if input.request.operation == "memory_write"

required contains "request.memory_write"

findings contains {
	"message": sprintf("request %s writes to memory without a source", [input.subject.name]),
	"expected": "a source",
	"actual": "nothing",
	"fields": ["request.memory_write"],
} if object.get(input.request.memory_write, "source", "") == ""

findings contains {
	"message": sprintf("request %s writes to memory what nobody validated", [input.subject.name]),
	"expected": "validated: true",
	"actual": sprintf("%v", [object.get(input.request.memory_write, "validated", "nothing")]),
	"fields": ["request.memory_write"],
} if not input.request.memory_write.validated == true

findings contains {
	"message": sprintf("request %s writes to memory for %v days > %v%s", [input.subject.name, object.get(input.request.memory_write, "ttl_days", "all"), input.params.max_ttl_days, limit.source("max_ttl_days")]),
	"expected": sprintf("at most %v days", [input.params.max_ttl_days]),
	"actual": sprintf("%v", [object.get(input.request.memory_write, "ttl_days", "nothing")]),
	"fields": ["request.memory_write"],
} if not _is_short

_is_short if input.request.memory_write.ttl_days <= input.params.max_ttl_days
