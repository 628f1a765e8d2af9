# METADATA
# title: Notebook and domain volumes use a customer KMS key
# description: "Notebook and domain volumes use a customer KMS key: present, not \"\" and not AWS::NoValue"
# custom:
#   id: AWS-SM-04
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set kms_key_id to a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present, not \"\" and not AWS::NoValue"
#   when_absent: "fail"
#   references: ["CKV_AWS_22", "CKV_AWS_187", "KICS f3674e0c/709e6da6", "terrascan AWS.ASNI.DP.MEDIUM.0035", "guard", "prowler ..encryption_enabled"]
package controls.ai_infra.aws_sm_04

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-04"

_remedy := "Set kms_key_id to a customer-managed key."

_types_judged := {"aws_sagemaker_notebook_instance", "aws_sagemaker_domain"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "kms_key_id")]
