# METADATA
# title: "Model image comes from a VPC registry"
# description: "Model image comes from a VPC registry: == \"Vpc\" (when image is not in the account ECR)"
# custom:
#   id: AWS-SM-10
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn"
#   fix: "Keep the image in a registry of the account, or set repository_access_mode to \"Vpc\"."
#   references:
#     scanners: ["aws-samples SM-14"]
package bylaw.controls.aws_sm_10

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

checks contains infra.finding("AWS-SM-10", i, r, check, "Keep the image in a registry of the account, or set repository_access_mode to \"Vpc\".") if {
	some i, r in infra.of_types(_types)
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
