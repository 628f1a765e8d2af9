# METADATA
# title: "Model has a VPC configuration"
# description: "Model has a VPC configuration: present with subnets and security groups"
# custom:
#   id: AWS-SM-09
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Give the model a vpc_config with subnets and security groups."
#   references:
#     scanners: ["prowler ..models_vpc_settings_configured"]
package bylaw.controls.aws_sm_09

import data.bylaw.lib.infra

_types := {"aws_sagemaker_model"}

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

checks contains infra.finding("AWS-SM-09", i, r, check, "Give the model a vpc_config with subnets and security groups.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "vpc_config.subnets"),
	infra.is_present(r, "vpc_config.security_group_ids"),
]
