# METADATA
# title: Model runs with network isolation
# description: "Model runs with network isolation: == true"
# custom:
#   id: AWS-SM-08
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Set enable_network_isolation to true."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== true"
#   when_absent: "fail"
#   references: ["CKV_AWS_370", "prowler ..models_network_isolation_enabled", "SageMaker.5"]
package controls.ai_infra.aws_sm_08

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-08"

_remedy := "Set enable_network_isolation to true."

_types_judged := {"aws_sagemaker_model"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "enable_network_isolation", [true])]
