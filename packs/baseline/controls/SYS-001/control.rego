# METADATA
# title: "System is in the inventory with an owner"
# description: "Every system that is deployed or called has an inventory record with id, name, reachable owner, purpose and status."
# custom:
#   id: SYS-001
#   subject: system
#   severity: high
#   stages: [design, predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [system.id, system.name, system.owner.contact, system.purpose, system.status]
#   fix: "Add a governance manifest with id, owner and one-sentence purpose."
#   references:
#     nist-ai-rmf: ["GOVERN 1.6", "GOVERN 2.1"]
#     nist-ai-600-1: ["GV-1.6-001", "GV-1.6-003"]
#     iso-42001: ["A.3.2", "A.4.2"]
#     sr-26-2: ["inventory"]
#     omb-m-25-21: ["inventory"]
#     cosai: ["controlModelAndDataInventoryManagement"]
#     csa-aicm: ["GRC"]
#     ai-verify: ["accountability"]
#     soc2: ["CC2.1"]
package bylaw.controls.sys_001

applies := true

required contains "system.id"

required contains "system.name"

required contains "system.owner.contact"

required contains "system.purpose"

required contains "system.status"

findings contains {
	"message": sprintf("system %s has an empty %s", [input.subject.name, field]),
	"expected": "a few words",
	"actual": "nothing",
	"fields": [sprintf("system.%s", [field])],
} if {
	some field in ["id", "name", "purpose"]
	trim_space(input.system[field]) == ""
}

findings contains {
	"message": sprintf("system %s has an owner without an address that can be reached: %s", [input.subject.name, input.system.owner.contact]),
	"expected": "a mail address, a link, or a group such as #team or @org/team",
	"actual": input.system.owner.contact,
	"fields": ["system.owner.contact"],
} if not _is_reachable(input.system.owner.contact)

# A name alone reaches nobody when the system misbehaves at night.
_is_reachable(contact) if regex.match(`^\S+@\S+$`, contact)

_is_reachable(contact) if regex.match(`^([a-z]+:|[#@])\S+$`, contact)
