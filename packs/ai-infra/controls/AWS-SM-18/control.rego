# METADATA
# title: "Human review output is encrypted"
# description: "Human review output is encrypted: present"
# custom:
#   id: AWS-SM-18
#   subject: infra
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set output_config.kms_key_id to a customer-managed key."
#   references:
#     scanners: ["CKV_AWS_372"]
package bylaw.controls.aws_sm_18

import data.bylaw.lib.infra

_types := {"aws_sagemaker_flow_definition"}

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

checks contains infra.finding("AWS-SM-18", i, r, check, "Set output_config.kms_key_id to a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "output_config.kms_key_id")]
