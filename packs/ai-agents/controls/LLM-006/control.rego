# METADATA
# title: "Retrieval uses listed sources and the caller’s rights"
# description: "Each retrieved chunk comes from an allow-listed source and passed the caller’s access check."
# custom:
#   id: LLM-006
#   subject: system
#   severity: critical
#   stages: [predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.uses_retrieval"
#   reads: [request.retrieval, dataset.rag.source_acl_kept, system.uses_retrieval]
#   fix: "Keep the access rights of the source in the index, and check the caller’s rights at each retrieval."
#   references:
#     owasp-llm: ["LLM08", "LLM02"]
#     owasp-asi: ["ASI06"]
#     mitre-atlas: ["AML.T0070", "AML.T0071", "AML.M0025"]
#     gdpr: ["25", "32"]
#     cosai: ["controlRetrievalAndVectorSystemIntegrity"]
#     finos-aigf: ["mi-16", "ri-2", "mi-2"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     nist-800-53: ["AC-3", "AC-4"]
#     soc2: ["CC6.1"]
#     csa-aicm: ["DSP"]
package bylaw.controls.llm_006

applies if input.system.uses_retrieval == true

required contains "dataset.rag.source_acl_kept" if count(_sources) == 0

findings contains {
	"message": sprintf("system %s: the index over %s does not keep the access rights of its source", [input.subject.name, d.id]),
	"expected": "source_acl_kept: true",
	"actual": sprintf("%v", [object.get(d, ["rag", "source_acl_kept"], "nothing")]),
	"fields": ["dataset.rag.source_acl_kept"],
} if {
	some d in _sources
	not d.rag.source_acl_kept == true
}

findings contains {
	"message": sprintf("system %s: request %s retrieved %s, %s", [input.subject.name, r.id, chunk.source_id, words]),
	"expected": key,
	"actual": sprintf("%v", [object.get(chunk, key, "nothing")]),
	"fields": ["request.retrieval"],
} if {
	some r in input.all.request
	some chunk in r.retrieval
	some key, words in {"allow_listed": "which is no listed source", "acl_checked": "and nobody checked the caller’s rights"}
	not chunk[key] == true
}

_sources := [d |
	some d in input.all.dataset
	_is_source(d)
]

_is_source(d) if "rag" in d.roles

_is_source(d) if d.rag
