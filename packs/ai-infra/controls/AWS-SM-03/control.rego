# METADATA
# title: "Notebook root access disabled"
# description: "Notebook root access disabled: == \"Disabled\""
# custom:
#   id: AWS-SM-03
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default Enabled)"
#   fix: "Set root_access to \"Disabled\"."
#   references:
#     scanners: ["CKV_AWS_307 (TF only)", "prowler ..root_access_disabled", "SageMaker.3"]
package bylaw.controls.aws_sm_03

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

checks contains infra.finding("AWS-SM-03", i, r, check, "Set root_access to \"Disabled\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "root_access", ["Disabled"])]
