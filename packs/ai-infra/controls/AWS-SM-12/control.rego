# METADATA
# title: Endpoint captures inputs and outputs, encrypted
# description: "Endpoint captures inputs and outputs, encrypted: enabled, sampling >= 100 %, key present (record keeping)"
# custom:
#   id: AWS-SM-12
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Enable data capture at 100 percent with a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "enabled, sampling >= 100 %, key present (record keeping)"
#   when_absent: "fail for high-risk systems"
#   references: []
package controls.ai_infra.aws_sm_12

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-12"

_remedy := "Enable data capture at 100 percent with a customer-managed key."

_types_judged := {"aws_sagemaker_endpoint_configuration"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_one_of(r, "data_capture_config.enable_capture", [true]),
	infra.is_at_least(r, "data_capture_config.initial_sampling_percentage", 100, "fail"),
	infra.is_present(r, "data_capture_config.kms_key_id"),
]
