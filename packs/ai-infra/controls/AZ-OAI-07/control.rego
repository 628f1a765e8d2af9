# METADATA
# title: Deployment names a content-filter policy
# description: "Deployment names a content-filter policy: present, not in data.weak_policies"
# custom:
#   id: AZ-OAI-07
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Name a content-filter policy of your own."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present, not in data.weak_policies"
#   when_absent: "warn"
#   references: ["Azure Policy AllowDeployment*Control_Audit", "no IaC tool"]
package controls.ai_infra.az_oai_07

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-07"

_remedy := "Name a content-filter policy of your own."

_types_judged := {"azurerm_cognitive_deployment"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "rai_policy_name"), infra.is_none_of(r, "rai_policy_name", _weak, "fail")]

# An organisation may list policies that are too weak as data.weak_policies.
default _weak := []

_weak := data.weak_policies
