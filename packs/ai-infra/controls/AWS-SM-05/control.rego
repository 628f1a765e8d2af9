# METADATA
# title: "Notebook requires IMDSv2"
# description: "Notebook requires IMDSv2: == \"2\" (string or integer)"
# custom:
#   id: AWS-SM-05
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default 1)"
#   fix: "Set minimum_instance_metadata_service_version to \"2\"."
#   references:
#     scanners: ["CKV_AWS_371 (integer 2 fails: false positive)"]
package bylaw.controls.aws_sm_05

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

checks contains infra.finding("AWS-SM-05", i, r, check, "Set minimum_instance_metadata_service_version to \"2\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "instance_metadata_service_configuration.minimum_instance_metadata_service_version", ["2"])]
