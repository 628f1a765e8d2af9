# METADATA
# title: Studio domain authenticates by SSO
# description: "Studio domain authenticates by SSO: == \"SSO\""
# custom:
#   id: AWS-SM-07
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set auth_mode to \"SSO\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"SSO\""
#   when_absent: "n/a (required)"
#   references: ["prowler sagemaker_domain_sso_configured"]
package controls.ai_infra.aws_sm_07

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-07"

_remedy := "Set auth_mode to \"SSO\"."

_types_judged := {"aws_sagemaker_domain"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "auth_mode", ["SSO"])]
