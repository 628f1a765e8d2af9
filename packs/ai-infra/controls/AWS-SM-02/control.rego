# METADATA
# title: "Notebook instance runs in a customer VPC"
# description: "Notebook instance runs in a customer VPC: present"
# custom:
#   id: AWS-SM-02
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set subnet_id to a private subnet of your VPC."
#   references:
#     scanners: ["CKV_AWS_306 (TF only)", "KICS 9c7028d9", "prowler ..notebook_instance_vpc_settings_configured", "SageMaker.2"]
package bylaw.controls.aws_sm_02

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

checks contains infra.finding("AWS-SM-02", i, r, check, "Set subnet_id to a private subnet of your VPC.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_present(r, "subnet_id")]
