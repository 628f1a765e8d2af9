# METADATA
# title: Notebook root access disabled
# description: "Notebook root access disabled: == \"Disabled\""
# custom:
#   id: AWS-SM-03
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set root_access to \"Disabled\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"Disabled\""
#   when_absent: "fail (default Enabled)"
#   references: ["CKV_AWS_307 (TF only)", "prowler ..root_access_disabled", "SageMaker.3"]
package controls.ai_infra.aws_sm_03

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-03"

_remedy := "Set root_access to \"Disabled\"."

_types_judged := {"aws_sagemaker_notebook_instance"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "root_access", ["Disabled"])]
