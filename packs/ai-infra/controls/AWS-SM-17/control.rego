# METADATA
# title: Model package carries an approval status
# description: "Model package carries an approval status: Approved before an endpoint uses it (graph)"
# custom:
#   id: AWS-SM-17
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Approve the model package or the model card before an endpoint uses it."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "Approved before an endpoint uses it (graph)"
#   when_absent: "fail"
#   references: ["prowler sagemaker_models_registry_in_use", "aws-samples SM-22"]
package controls.ai_infra.aws_sm_17

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-17"

_remedy := "Approve the model package or the model card before an endpoint uses it."

_types_judged := {"aws_sagemaker_model_package", "aws_sagemaker_model_card"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_status := {"aws_sagemaker_model_package": "model_approval_status", "aws_sagemaker_model_card": "model_card_status"}

_checks(r) := [infra.is_one_of(r, _status[r.type], ["Approved"])]
