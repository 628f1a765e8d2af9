# METADATA
# title: "Registered in the EU database"
# description: "Provider of an Annex III system (not point 2), and public deployers, have a database id before going live; exempted systems too."
# custom:
#   id: SYS-010
#   subject: system
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.risk.class = high or exemption claimed"
#   reads: [system.registration.eu_db_id, system.risk.annex_iii, system.risk.exemption.claimed]
#   fix: "Register the system in the EU database and write the id into the manifest."
#   references:
#     eu-ai-act: ["49(1)", "49(2)", "49(3)", "Annex VIII"]
#     nist-ai-rmf: ["GOVERN 1.1"]
package bylaw.controls.sys_010

import data.bylaw.lib.about

applies if {
	about.high_risk
	_must_register
	not _only_point_two
}

applies if input.system.risk.exemption.claimed == true

required contains "system.registration.eu_db_id"

findings contains {
	"message": sprintf("system %s is registered under an empty id", [input.subject.name]),
	"expected": "the id of the EU database",
	"actual": "nothing",
	"fields": ["system.registration.eu_db_id"],
} if trim_space(input.system.registration.eu_db_id) == ""

_must_register if about.has_role("provider")

_must_register if {
	about.has_role("deployer")
	input.context.organisation.public_body == true
}

# Critical infrastructure is registered nationally.
_only_point_two if {
	count(input.system.risk.annex_iii) > 0
	every point in input.system.risk.annex_iii {
		startswith(point, "2")
	}
}
