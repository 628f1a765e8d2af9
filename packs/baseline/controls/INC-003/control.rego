# METADATA
# title: "No release while a serious incident is open on that model"
# description: "A model digest with an open serious incident is not deployed or promoted until a corrective action is linked."
# custom:
#   id: INC-003
#   subject: model
#   severity: critical
#   stages: [deploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [incident.items, model.digest]
#   fix: "Link the corrective action, or take another version."
#   references:
#     eu-ai-act: ["20(1)", "26(5)", "73(6)"]
#     nist-ai-rmf: ["MANAGE 4.3", "MANAGE 2.4"]
#     nist-ai-600-1: ["MG-4.3-001"]
#     soc2: ["CC7.4"]
#     iso-42001: ["A.8.4"]
#     nist-800-53: ["IR-4"]
package bylaw.controls.inc_003

import data.bylaw.lib.digest

applies if _incidents_are_kept

required contains "model.digest"

findings contains {
	"message": sprintf("model %s: the serious incident %s on this digest is open and links no corrective action", [input.subject.name, i.id]),
	"expected": "a corrective action",
	"actual": i.status,
	"fields": ["incident.items", "model.digest"],
} if {
	some group in input.all.incident
	some i in group.items
	_is_serious(i)
	_is_open(i)
	digest.same(i.model_digest, input.model.digest)
	object.get(i, "corrective_ref", "") == ""
}

_incidents_are_kept if count(input.all.incident) > 0

_is_serious(i) if not i.severity in {"minor", "major"}

_is_open(i) if not i.status in {"closed", "resolved"}
