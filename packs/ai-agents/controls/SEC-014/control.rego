# METADATA
# title: "Vendor content filters are on"
# description: "Managed LLM deployments have the content filter at or above the level."
# custom:
#   id: SEC-014
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Turn the content filter on, at the level or stricter."
#   params:
#     - {name: min_severity, default: "medium", unit: "filter level", source: "vendor default", status: product, change: any}
#   references:
#     nist-ai-rmf: ["MANAGE 2.2", "MEASURE 2.6"]
#     nist-ai-600-1: ["MG-3.2-005", "MS-2.5-006"]
#     mitre-atlas: ["AML.M0020"]
#     owasp-llm: ["LLM01", "LLM05"]
#     cosai: ["controlInputValidationAndSanitization", "controlOutputValidationAndSanitization"]
#     finos-aigf: ["mi-3", "mi-17"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["1.2"]
package bylaw.controls.sec_014

import data.bylaw.lib.limit

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s has the content filter %v, below %s%s", [input.subject.name, r.address, r.content_filter, input.params.min_severity, limit.source("min_severity")]),
	"expected": sprintf("%s or stricter", [input.params.min_severity]),
	"actual": sprintf("%v", [r.content_filter]),
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	_is_weak(r)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the content filter of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "content_filter",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "content_filter" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the content filter of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "content_filter",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.content_filter
}

_kinds := {"llm_deployment", "agent", "guardrail"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

# A filter blocks from a level on: one that blocks low blocks everything above it. A filter that is only said to be on is taken.
_is_weak(r) if r.content_filter in {false, null}

_is_weak(r) if {
	is_string(r.content_filter)
	object.get(_from, lower(r.content_filter), 9) > _from[lower(input.params.min_severity)]
}

_from := {"low": 1, "medium": 2, "high": 3}
