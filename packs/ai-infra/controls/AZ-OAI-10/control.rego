# METADATA
# title: "Diagnostic logs are sent"
# description: "Diagnostic logs are sent: graph: account <-> diagnostic setting with Audit and RequestResponse"
# custom:
#   id: AZ-OAI-10
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add a diagnostic setting for the account with Audit and RequestResponse logs."
#   references:
#     scanners: ["Azure Policy DiagnosticLogs_Audit"]
package bylaw.controls.az_oai_10

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

checks contains infra.finding("AZ-OAI-10", i, r, check, "Add a diagnostic setting for the account with Audit and RequestResponse logs.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "diagnostic_setting", _is_logged(r), "the target of a diagnostic setting with Audit and RequestResponse")]

default _is_logged(_) := false

_is_logged(r) if {
	some setting in infra.of_types({"azurerm_monitor_diagnostic_setting"})
	infra.refers_to(setting, "target_resource_id", r)
	_covers(setting)
}

_covers(setting) if {
	categories := {v | some path in ["enabled_log.category", "log.category"]; some v in infra.values(setting, path)}
	count({"Audit", "RequestResponse"} - categories) == 0
}

_covers(setting) if {
	some v in infra.values(setting, "enabled_log.category_group")
	lower(v) == "alllogs"
}
