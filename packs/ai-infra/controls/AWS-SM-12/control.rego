# METADATA
# title: "Endpoint captures inputs and outputs, encrypted"
# description: "Endpoint captures inputs and outputs, encrypted: enabled, sampling >= 100 %, key present (record keeping)"
# custom:
#   id: AWS-SM-12
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail for high-risk systems"
#   fix: "Enable data capture at 100 percent with a customer-managed key."
#   references:
#     scanners: []
package bylaw.controls.aws_sm_12

import data.bylaw.lib.infra

_types := {"aws_sagemaker_endpoint_configuration"}

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

checks contains infra.finding("AWS-SM-12", i, r, check, "Enable data capture at 100 percent with a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "data_capture_config.enable_capture", [true]),
	infra.is_at_least(r, "data_capture_config.initial_sampling_percentage", 100, "fail"),
	infra.is_present(r, "data_capture_config.kms_key_id"),
]
