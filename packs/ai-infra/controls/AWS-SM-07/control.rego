# METADATA
# title: "Studio domain authenticates by SSO"
# description: "Studio domain authenticates by SSO: == \"SSO\""
# custom:
#   id: AWS-SM-07
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "n/a (required)"
#   fix: "Set auth_mode to \"SSO\"."
#   references:
#     scanners: ["prowler sagemaker_domain_sso_configured"]
package bylaw.controls.aws_sm_07

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

checks contains infra.finding("AWS-SM-07", i, r, check, "Set auth_mode to \"SSO\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "auth_mode", ["SSO"])]
