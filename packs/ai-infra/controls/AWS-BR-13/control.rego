# METADATA
# title: Only approved foundation models
# description: "Only approved foundation models: in data.approved_models (registry data document)"
# custom:
#   id: AWS-BR-13
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Use a model of the approved list, or have the model approved."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "in data.approved_models (registry data document)"
#   when_absent: "warn"
#   references: ["Azure Policy has the counterpart", "no AWS tool"]
package controls.ai_infra.aws_br_13

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-13"

_remedy := "Use a model of the approved list, or have the model approved."

_types_judged := {"aws_bedrockagent_agent"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "foundation_model", data.approved_models)] if data.approved_models

# Without a list nobody can say that a model is approved.
_checks(r) := [object.union(infra.is_present(r, "foundation_model"), {"status": "unknown", "expected": "one of the approved models (data.approved_models is not given)"})] if not data.approved_models
