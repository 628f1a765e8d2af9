# METADATA
# title: "Article 6(3) exemption is documented and never used with profiling"
# description: "If an Annex III system is called not high-risk: a condition a to d is chosen, the assessment document exists, the system does no profiling of natural persons, and a registration id exists."
# custom:
#   id: SYS-004
#   subject: system
#   severity: critical
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.exemption.claimed"
#   reads: [system.risk.exemption.claimed, system.risk.exemption.condition, system.risk.exemption.assessment_ref, system.profiling, system.registration.eu_db_id]
#   fix: "Write the Article 6(3) assessment and register the system, or class it high."
#   references:
#     eu-ai-act: ["6(3)", "6(4)", "49(2)"]
#     nist-ai-rmf: ["MAP 1.1"]
#     iso-23894: ["6.4.4"]
package bylaw.controls.sys_004

applies if input.system.risk.exemption.claimed == true

required contains "system.risk.exemption.condition"

required contains "system.risk.exemption.assessment_ref"

required contains "system.profiling"

required contains "system.registration.eu_db_id"

findings contains {
	"message": sprintf("system %s claims the exemption of Article 6(3)(%s) and profiles natural persons, which is always high risk", [input.subject.name, input.system.risk.exemption.condition]),
	"expected": "no profiling",
	"actual": "profiling",
	"fields": ["system.profiling", "system.risk.exemption.claimed"],
} if input.system.profiling == true

findings contains {
	"message": sprintf("system %s claims the exemption under condition %s, which is none of a, b, c and d", [input.subject.name, input.system.risk.exemption.condition]),
	"expected": "a, b, c or d",
	"actual": input.system.risk.exemption.condition,
	"fields": ["system.risk.exemption.condition"],
} if not input.system.risk.exemption.condition in {"a", "b", "c", "d"}
