# METADATA
# title: Custom model: customer key and VPC
# description: "Custom model: customer key and VPC: present"
# custom:
#   id: AWS-BR-08
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Name a customer-managed key and a VPC configuration for the custom model."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["prowler bedrock_custom_model_encrypted_with_cmk", "no CFN type exists"]
package controls.ai_infra.aws_br_08

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-08"

_remedy := "Name a customer-managed key and a VPC configuration for the custom model."

_types_judged := {"aws_bedrock_custom_model"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "custom_model_kms_key_id"),
	infra.is_present(r, "vpc_config"),
]
