# METADATA
# title: "Notebook instance has no direct internet access"
# description: "Notebook instance has no direct internet access: == \"Disabled\""
# custom:
#   id: AWS-SM-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (service default Enabled)"
#   fix: "Set direct_internet_access to \"Disabled\" and give the notebook a subnet."
#   references:
#     scanners: ["checkov CKV_AWS_122 (TF only", "absent=pass)", "KICS 88d55d94 (CFN", "absent=no finding)", "guard SAGEMAKER_NOTEBOOK_NO_DIRECT_INTERNET_ACCESS", "prowler sagemaker_notebook_instance_without_direct_internet_access_configured", "SecurityHub SageMaker.1"]
package bylaw.controls.aws_sm_01

import data.bylaw.lib.infra

_types := {"aws_sagemaker_notebook_instance"}

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

checks contains infra.finding("AWS-SM-01", i, r, check, "Set direct_internet_access to \"Disabled\" and give the notebook a subnet.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "direct_internet_access", ["Disabled"])]
