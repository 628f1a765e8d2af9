# METADATA
# title: "Only approved models, version pinned"
# description: "Only approved models, version pinned: name+version in data.approved_models; NoAutoUpgrade"
# custom:
#   id: AZ-OAI-09
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default OnceNewDefaultVersionAvailable)"
#   fix: "Pin the model version, switch automatic upgrades off, and use approved models."
#   params:
#     - {name: approved_models, default: [], unit: "model names", source: "organisation decides", status: product, change: any}
#   references:
#     scanners: ["Azure Policy AllowDeployRegistryModels_Audit"]
package bylaw.controls.az_oai_09

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

checks contains infra.finding("AZ-OAI-09", i, r, check, "Pin the model version, switch automatic upgrades off, and use approved models.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := array.concat(
	[infra.is_present(r, "model.version"), infra.is_one_of(r, "version_upgrade_option", ["NoAutoUpgrade"])],
	[infra.is_one_of(r, "model.name", infra.parameter("approved_models")) | infra.parameter("approved_models")],
)
