# METADATA
# title: "All law packs that apply are switched on"
# description: "The packs worked out from jurisdictions, decision domain, role and model type are all enabled, or the gap is waived."
# custom:
#   id: SYS-011
#   subject: system
#   severity: high
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [system.packs.enabled, system.packs.required, system.jurisdictions, system.decision_domain, system.operator_roles]
#   fix: "Enable the missing packs under system.packs.enabled."
#   references:
#     nist-ai-rmf: ["GOVERN 1.1"]
#     iso-42001: ["A.2.3"]
#     csa-aicm: ["GRC"]
#     iso-23894: ["6.3"]
#     soc2: ["CC3.4"]
package bylaw.controls.sys_011

applies := true

required contains "system.packs.enabled"

required contains "system.packs.required"

findings contains {
	"message": sprintf("system %s: the pack %s applies to it and is not enabled", [input.subject.name, pack]),
	"expected": pack,
	"actual": sprintf("enabled: %s", [concat(", ", input.system.packs.enabled)]),
	"fields": ["system.packs.enabled", "system.packs.required"],
} if {
	some pack in input.system.packs.required
	not pack in input.system.packs.enabled
}
