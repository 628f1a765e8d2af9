# METADATA
# title: Notebook instance has no direct internet access
# description: "Notebook instance has no direct internet access: == \"Disabled\""
# custom:
#   id: AWS-SM-01
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set direct_internet_access to \"Disabled\" and give the notebook a subnet."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"Disabled\""
#   when_absent: "fail (service default Enabled)"
#   references: ["checkov CKV_AWS_122 (TF only", "absent=pass)", "KICS 88d55d94 (CFN", "absent=no finding)", "guard SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS", "prowler sagemaker_notebook_instance_without_direct_internet_access_configured", "SecurityHub SageMaker.1"]
package controls.ai_infra.aws_sm_01

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-01"

_remedy := "Set direct_internet_access to \"Disabled\" and give the notebook a subnet."

_types_judged := {"aws_sagemaker_notebook_instance"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "direct_internet_access", ["Disabled"])]
