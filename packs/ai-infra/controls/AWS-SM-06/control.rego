# METADATA
# title: "Studio domain network is VpcOnly"
# description: "Studio domain network is VpcOnly: == \"VpcOnly\""
# custom:
#   id: AWS-SM-06
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (default PublicInternetOnly)"
#   fix: "Set app_network_access_type to \"VpcOnly\"."
#   references:
#     scanners: ["aws-samples SM-01"]
package bylaw.controls.aws_sm_06

import data.bylaw.lib.infra

_types := {"aws_sagemaker_domain"}

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

checks contains infra.finding("AWS-SM-06", i, r, check, "Set app_network_access_type to \"VpcOnly\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "app_network_access_type", ["VpcOnly"])]
