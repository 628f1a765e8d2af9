# METADATA
# title: Model image comes from a VPC registry
# description: "Model image comes from a VPC registry: == \"Vpc\" (when image is not in the account ECR)"
# custom:
#   id: AWS-SM-10
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Keep the image in a registry of the account, or set repository_access_mode to \"Vpc\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "== \"Vpc\" (when image is not in the account ECR)"
#   when_absent: "warn"
#   references: ["aws-samples SM-14"]
package controls.ai_infra.aws_sm_10

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-10"

_remedy := "Keep the image in a registry of the account, or set repository_access_mode to \"Vpc\"."

_types_judged := {"aws_sagemaker_model"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "primary_container.image_config.repository_access_mode", ["Vpc"])] if not _from_account_registry(r)

_checks(r) := [infra.custom(r, "primary_container.image", true, "an image of the account's registry")] if _from_account_registry(r)

_from_account_registry(r) if {
	images := infra.values(r, "primary_container.image")
	count(images) > 0
	every image in images {
		regex.match(`^[0-9]{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com`, image)
	}
}
