# METADATA
# title: "Model package carries an approval status"
# description: "Model package carries an approval status: Approved before an endpoint uses it (graph)"
# custom:
#   id: AWS-SM-17
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Approve the model package or the model card before an endpoint uses it."
#   references:
#     scanners: ["prowler sagemaker_models_registry_in_use", "aws-samples SM-22"]
package bylaw.controls.aws_sm_17

import data.bylaw.lib.infra

_types := {"aws_sagemaker_model_package", "aws_sagemaker_model_card"}

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

checks contains infra.finding("AWS-SM-17", i, r, check, "Approve the model package or the model card before an endpoint uses it.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_status := {"aws_sagemaker_model_package": "model_approval_status", "aws_sagemaker_model_card": "model_card_status"}

_checks(r) := [infra.is_one_of(r, _status[r.type], ["Approved"])]
