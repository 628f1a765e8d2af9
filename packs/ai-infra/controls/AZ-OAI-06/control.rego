# METADATA
# title: "Outbound calls restricted to named hosts (data loss prevention)"
# description: "Outbound calls restricted to named hosts (data loss prevention): true and list non-empty"
# custom:
#   id: AZ-OAI-06
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Restrict outbound access and list the hosts that are needed."
#   references:
#     scanners: ["CKV_AZURE_247"]
package bylaw.controls.az_oai_06

import data.bylaw.lib.infra

_types := {"azurerm_cognitive_account"}

applies if count(checks) > 0

applies if not input.infra.resources

required contains "infra.resources"

# A value that is not known before apply leaves the answer open, unless something known has failed already.
required contains infra.open_path(check) if {
	count(findings) == 0
	some check in checks
	check.result == "unknown"
}

findings contains check if {
	some check in checks
	check.result == "fail"
}

checks contains infra.finding("AZ-OAI-06", i, r, check, "Restrict outbound access and list the hosts that are needed.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "outbound_network_access_restricted", [true]),
	infra.is_present(r, "fqdns"),
]
