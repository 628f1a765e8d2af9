# METADATA
# title: Only approved models, version pinned
# description: "Only approved models, version pinned: name+version in data.approved_models; NoAutoUpgrade"
# custom:
#   id: AZ-OAI-09
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Pin the model version, switch automatic upgrades off, and use approved models."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "name+version in data.approved_models; NoAutoUpgrade"
#   when_absent: "fail (default OnceNewDefaultVersionAvailable)"
#   references: ["Azure Policy AllowDeployRegistryModels_Audit"]
package controls.ai_infra.az_oai_09

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AZ-OAI-09"

_remedy := "Pin the model version, switch automatic upgrades off, and use approved models."

_types_judged := {"azurerm_cognitive_deployment"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := array.concat(
	[infra.is_present(r, "model.version"), infra.is_one_of(r, "version_upgrade_option", ["NoAutoUpgrade"])],
	[infra.is_one_of(r, "model.name", data.approved_models) | data.approved_models],
)
