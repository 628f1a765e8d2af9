# METADATA
# title: "Retired systems are really off"
# description: "Endpoint disabled, credentials revoked, data disposed or held, documents archived."
# custom:
#   id: LIF-001
#   subject: retirement
#   severity: medium
#   stages: [retire]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [retirement.items]
#   fix: "Disable the endpoint, revoke credentials, dispose of the data, archive the documents."
#   references:
#     nist-ai-rmf: ["GOVERN 1.7", "MANAGE 2.4", "MANAGE 4.1"]
#     nist-ai-600-1: ["GV-1.7-002", "MG-2.4-001"]
#     gdpr: ["5", "17"]
#     soc2: ["C1.2", "CC6.2"]
#     iso-42001: ["A.6.2.6"]
#     nist-800-53: ["SI-12", "AC-2"]
#     csa-aicm: ["DSP"]
#     eu-ai-act: ["18(1)"]
package bylaw.controls.lif_001

applies := true

required contains "retirement.items"

findings contains {
	"message": sprintf("%s: %s is retired and %s", [input.subject.name, i.system_id, words]),
	"expected": sprintf("%s: true", [key]),
	"actual": sprintf("%v", [object.get(i, key, "nothing")]),
	"fields": ["retirement.items"],
} if {
	some i in input.retirement.items
	some key, words in {"endpoint_disabled": "its endpoint still answers", "credentials_revoked": "its credentials still work"}
	not i[key] == true
}

findings contains {
	"message": sprintf("%s: %s is retired and nobody says what became of its %s", [input.subject.name, i.system_id, words]),
	"expected": key,
	"actual": sprintf("%v", [object.get(i, key, "nothing")]),
	"fields": ["retirement.items"],
} if {
	some i in input.retirement.items
	some key, words in {"data_disposition": "data", "docs_archived_until": "documents"}
	object.get(i, key, "") in {"", "none"}
}
