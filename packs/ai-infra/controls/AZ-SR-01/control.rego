# METADATA
# title: AI Search: not public, no key auth, identity, customer key, replicas
# description: "AI Search: not public, no key auth, identity, customer key, replicas: false / false / present / true / >=2 query, >=3 index"
# custom:
#   id: AZ-SR-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "false / false / present / true / >=2 query, >=3 index"
#   when_absent: "fail"
#   references: ["CKV_AZURE_124/207/208/209/210", "Azure Policy Search/*"]
package controls.ai_infra.az_sr_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-SR-01"

_remedy := "Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."

_types_judged := {"azurerm_search_service"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "public_network_access_enabled", [false]),
	infra.is_one_of(r, "local_authentication_enabled", [false]),
	infra.is_present(r, "identity.type"),
	infra.is_one_of(r, "customer_managed_key_enforcement_enabled", [true]),
	infra.is_at_least(r, "replica_count", 2, "fail"),
	infra.is_at_least(r, "replica_count", 3, "fail"),
]
