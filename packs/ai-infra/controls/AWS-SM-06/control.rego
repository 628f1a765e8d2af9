# METADATA
# title: Studio domain network is VpcOnly
# description: "Studio domain network is VpcOnly: == \"VpcOnly\""
# custom:
#   id: AWS-SM-06
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set app_network_access_type to \"VpcOnly\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"VpcOnly\""
#   when_absent: "fail (default PublicInternetOnly)"
#   references: ["aws-samples SM-01"]
package controls.ai_infra.aws_sm_06

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-06"

_remedy := "Set app_network_access_type to \"VpcOnly\"."

_types_judged := {"aws_sagemaker_domain"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "app_network_access_type", ["VpcOnly"])]
