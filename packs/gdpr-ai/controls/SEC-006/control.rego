# METADATA
# title: "Resources are in allowed regions"
# description: "Region of each AI resource is in the list for the data class."
# custom:
#   id: SEC-006
#   subject: infra
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources, dataset.classification]
#   fix: "Move the resource, or have the region allowed."
#   params:
#     - {name: allowed_regions, default: [], unit: "regions", source: "organisation decides", status: product, change: any, stricter: fewer}
#   references:
#     gdpr: ["44"]
#     nist-ai-rmf: ["GOVERN 1.1"]
#     soc2: ["P6"]
#     csa-aicm: ["DSP"]
#     nist-800-53: ["SA-9"]
package bylaw.controls.sec_006

import data.bylaw.lib.limit

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s lies in %s, which is outside %s%s", [input.subject.name, r.address, r.region, concat(", ", input.params.allowed_regions), limit.source("allowed_regions")]),
	"expected": concat(", ", input.params.allowed_regions),
	"actual": r.region,
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	_is_elsewhere(r)
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether the region of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "region",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "region" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: the region of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "region",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.region
}

_kinds := {"inference_endpoint", "ai_service", "vector_store", "registry", "notebook", "ml_workspace", "agent", "agent_tool", "storage", "training", "llm_deployment"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]

_is_elsewhere(r) if {
	r.region != "global"
	not _is_allowed(lower(r.region))
}

_is_allowed(region) if {
	some pattern in input.params.allowed_regions
	glob.match(lower(pattern), null, region)
}
