# METADATA
# title: "Evidence is held after a serious incident"
# description: "Model, logs and configuration of the incident have a hold; deletion or change is refused until authorities are informed."
# custom:
#   id: INC-004
#   subject: incident
#   severity: high
#   stages: [monitor, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [incident.items, logging.retention_days]
#   fix: "Place a hold on model, logs and configuration until the authorities are informed."
#   references:
#     eu-ai-act: ["73(6)"]
#     nist-ai-rmf: ["MANAGE 4.3"]
#     nist-800-53: ["IR-4", "AU-11"]
#     soc2: ["CC7.4"]
#     csa-aicm: ["SEF"]
package bylaw.controls.inc_004

applies := true

required contains "incident.items"

findings contains {
	"message": sprintf("%s: serious incident %s has no hold on its model, logs and configuration", [input.subject.name, i.id]),
	"expected": "artefact_hold: true",
	"actual": sprintf("%v", [object.get(i, "artefact_hold", "nothing")]),
	"fields": ["incident.items"],
} if {
	some i in input.incident.items
	not i.severity in {"minor", "major"}
	not i.status in {"closed", "resolved"}
	not i.artefact_hold == true
}
