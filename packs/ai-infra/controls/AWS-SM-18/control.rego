# METADATA
# title: Human review output is encrypted
# description: "Human review output is encrypted: present"
# custom:
#   id: AWS-SM-18
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set output_config.kms_key_id to a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_AWS_372"]
package controls.ai_infra.aws_sm_18

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-18"

_remedy := "Set output_config.kms_key_id to a customer-managed key."

_types_judged := {"aws_sagemaker_flow_definition"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "output_config.kms_key_id")]
