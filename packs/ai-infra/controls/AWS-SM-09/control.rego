# METADATA
# title: Model has a VPC configuration
# description: "Model has a VPC configuration: present with subnets and security groups"
# custom:
#   id: AWS-SM-09
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Give the model a vpc_config with subnets and security groups."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present with subnets and security groups"
#   when_absent: "fail"
#   references: ["prowler ..models_vpc_settings_configured"]
package controls.ai_infra.aws_sm_09

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-09"

_remedy := "Give the model a vpc_config with subnets and security groups."

_types_judged := {"aws_sagemaker_model"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "vpc_config.subnets"),
	infra.is_present(r, "vpc_config.security_group_ids"),
]
