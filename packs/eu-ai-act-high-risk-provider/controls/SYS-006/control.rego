# METADATA
# title: "Operator role is stated and re-checked on change"
# description: "Roles are declared; a party that rebrands, substantially modifies or repurposes a third-party system is marked provider."
# custom:
#   id: SYS-006
#   subject: system
#   severity: high
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: declared
#   applies_when: "always"
#   reads: [system.operator_roles, system.third_party_origin, system.substantially_modified]
#   fix: "Name the roles; whoever rebrands, changes or repurposes another’s system is its provider."
#   references:
#     eu-ai-act: ["3", "25(1)"]
#     nist-ai-rmf: ["GOVERN 2.1", "GOVERN 6.1"]
#     iso-42001: ["A.10.2"]
#     csa-aicm: ["STA"]
package bylaw.controls.sys_006

applies := true

required contains "system.operator_roles"

findings contains {
	"message": sprintf("system %s names no operator role", [input.subject.name]),
	"expected": "provider, deployer, importer, distributor or authorised_representative",
	"actual": "none",
	"fields": ["system.operator_roles"],
} if count(input.system.operator_roles) == 0

findings contains {
	"message": sprintf("system %s comes from a third party, is substantially modified, and its operator is not marked provider", [input.subject.name]),
	"expected": "provider among the roles",
	"actual": concat(", ", input.system.operator_roles),
	"fields": ["system.operator_roles", "system.substantially_modified"],
} if {
	input.system.third_party_origin == true
	input.system.substantially_modified == true
	not "provider" in input.system.operator_roles
}
