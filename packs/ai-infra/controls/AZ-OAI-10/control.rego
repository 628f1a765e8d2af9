# METADATA
# title: Diagnostic logs are sent
# description: "Diagnostic logs are sent: graph: account <-> diagnostic setting with Audit and RequestResponse"
# custom:
#   id: AZ-OAI-10
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add a diagnostic setting for the account with Audit and RequestResponse logs."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "graph: account <-> diagnostic setting with Audit and RequestResponse"
#   when_absent: "fail"
#   references: ["Azure Policy DiagnosticLogs_Audit"]
package controls.ai_infra.az_oai_10

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-10"

_remedy := "Add a diagnostic setting for the account with Audit and RequestResponse logs."

_types_judged := {"azurerm_cognitive_account"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
