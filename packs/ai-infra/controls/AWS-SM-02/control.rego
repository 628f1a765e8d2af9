# METADATA
# title: Notebook instance runs in a customer VPC
# description: "Notebook instance runs in a customer VPC: present"
# custom:
#   id: AWS-SM-02
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set subnet_id to a private subnet of your VPC."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_AWS_306 (TF only)", "KICS 9c7028d9", "prowler ..notebook_instance_vpc_settings_configured", "SageMaker.2"]
package controls.ai_infra.aws_sm_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-02"

_remedy := "Set subnet_id to a private subnet of your VPC."

_types_judged := {"aws_sagemaker_notebook_instance"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "subnet_id")]
