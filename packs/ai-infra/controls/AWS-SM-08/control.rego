# METADATA
# title: "Model runs with network isolation"
# description: "Model runs with network isolation: == true"
# custom:
#   id: AWS-SM-08
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set enable_network_isolation to true."
#   references:
#     scanners: ["CKV_AWS_370", "prowler ..models_network_isolation_enabled", "SageMaker.5"]
package bylaw.controls.aws_sm_08

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

checks contains infra.finding("AWS-SM-08", i, r, check, "Set enable_network_isolation to true.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "enable_network_isolation", [true])]
