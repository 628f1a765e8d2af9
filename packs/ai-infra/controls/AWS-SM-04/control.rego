# METADATA
# title: "Notebook and domain volumes use a customer KMS key"
# description: "Notebook and domain volumes use a customer KMS key: present, not \"\" and not AWS::NoValue"
# custom:
#   id: AWS-SM-04
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set kms_key_id to a customer-managed key."
#   references:
#     scanners: ["CKV_AWS_22", "CKV_AWS_187", "KICS f3674e0c/709e6da6", "terrascan AWS.ASNI.DP.MEDIUM.0035", "guard", "prowler ..encryption_enabled"]
package bylaw.controls.aws_sm_04

import data.bylaw.lib.infra

_types := {"aws_sagemaker_notebook_instance", "aws_sagemaker_domain"}

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

checks contains infra.finding("AWS-SM-04", i, r, check, "Set kms_key_id to a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "kms_key_id")]
