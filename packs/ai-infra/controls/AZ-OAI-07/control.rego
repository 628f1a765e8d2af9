# METADATA
# title: "Deployment names a content-filter policy"
# description: "Deployment names a content-filter policy: present, not in data.weak_policies"
# custom:
#   id: AZ-OAI-07
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn"
#   fix: "Name a content-filter policy of your own."
#   params:
#     - {name: weak_policies, default: [], unit: "policy names", source: "organisation decides", status: product, change: any}
#   references:
#     scanners: ["Azure Policy AllowDeployment*Control_Audit", "no IaC tool"]
package bylaw.controls.az_oai_07

import data.bylaw.lib.infra

_types := {"azurerm_cognitive_deployment"}

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

checks contains infra.finding("AZ-OAI-07", i, r, check, "Name a content-filter policy of your own.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "rai_policy_name"), infra.is_none_of(r, "rai_policy_name", _weak, "fail")]

default _weak := []

_weak := infra.parameter("weak_policies")
