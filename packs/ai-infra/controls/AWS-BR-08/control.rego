# METADATA
# title: "Custom model: customer key and VPC"
# description: "Custom model: customer key and VPC: present"
# custom:
#   id: AWS-BR-08
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name a customer-managed key and a VPC configuration for the custom model."
#   references:
#     scanners: ["prowler bedrock_custom_model_encrypted_with_cmk", "no CFN type exists"]
package bylaw.controls.aws_br_08

import data.bylaw.lib.infra

_types := {"aws_bedrock_custom_model"}

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

checks contains infra.finding("AWS-BR-08", i, r, check, "Name a customer-managed key and a VPC configuration for the custom model.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "custom_model_kms_key_id"),
	infra.is_present(r, "vpc_config"),
]
