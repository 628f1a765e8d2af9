# METADATA
# title: "AI Search: not public, no key auth, identity, customer key, replicas"
# description: "AI Search: not public, no key auth, identity, customer key, replicas: false / false / present / true / >=2 query, >=3 index"
# custom:
#   id: AZ-SR-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas."
#   references:
#     scanners: ["CKV_AZURE_124/207/208/209/210", "Azure Policy Search/*"]
package bylaw.controls.az_sr_01

import data.bylaw.lib.infra

_types := {"azurerm_search_service"}

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

checks contains infra.finding("AZ-SR-01", i, r, check, "Close the service to the public, switch keys off, give it an identity and a customer-managed key, and three replicas.") if {
	some i, r in infra.of_types(_types)
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
