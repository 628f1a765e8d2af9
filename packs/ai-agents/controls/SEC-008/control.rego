# METADATA
# title: "Inference is rate limited"
# description: "Requests and tokens per caller are limited."
# custom:
#   id: SEC-008
#   subject: infra
#   severity: medium
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Limit requests and tokens per caller."
#   params:
#     - {name: max_requests_per_minute, default: 600, unit: "per caller", source: "no number in law", status: product, change: any}
#   references:
#     owasp-llm: ["LLM10"]
#     owasp-ml: ["ML05"]
#     mitre-atlas: ["AML.M0004", "AML.T0029", "AML.T0034"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     nist-800-53: ["SC-5"]
#     cosai: ["controlApplicationAccessManagement"]
#     finos-aigf: ["mi-8", "mi-9"]
#     csa-aicm: ["AIS"]
#     soc2: ["A1.1"]
package bylaw.controls.sec_008

import data.bylaw.lib.limit

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s is not limited, or to %v requests a minute > %d%s", [input.subject.name, r.address, object.get(r, "rate_limit", "nothing"), input.params.max_requests_per_minute, limit.source("max_requests_per_minute")]),
	"expected": sprintf("at most %d a minute", [input.params.max_requests_per_minute]),
	"actual": sprintf("%v", [r.rate_limit]),
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	_is_unlimited(r)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the rate is limited of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "rate_limit",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "rate_limit" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the rate is limited of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "rate_limit",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.rate_limit
}

_kinds := {"inference_endpoint", "llm_deployment", "agent_gateway", "ai_service"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

_is_unlimited(r) if r.rate_limit in {false, null}

_is_unlimited(r) if {
	is_number(r.rate_limit)
	r.rate_limit > input.params.max_requests_per_minute
}
