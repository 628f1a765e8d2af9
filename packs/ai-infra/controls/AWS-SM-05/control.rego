# METADATA
# title: Notebook requires IMDSv2
# description: "Notebook requires IMDSv2: == \"2\" (string or integer)"
# custom:
#   id: AWS-SM-05
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set minimum_instance_metadata_service_version to \"2\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"2\" (string or integer)"
#   when_absent: "fail (default 1)"
#   references: ["CKV_AWS_371 (integer 2 fails: false positive)"]
package controls.ai_infra.aws_sm_05

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-05"

_remedy := "Set minimum_instance_metadata_service_version to \"2\"."

_types_judged := {"aws_sagemaker_notebook_instance"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "instance_metadata_service_configuration.minimum_instance_metadata_service_version", ["2"])]
