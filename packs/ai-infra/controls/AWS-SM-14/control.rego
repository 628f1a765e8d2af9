# METADATA
# title: "Feature group stores use customer keys"
# description: "Feature group stores use customer keys: present per configured store"
# custom:
#   id: AWS-SM-14
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name a customer-managed key for each store of the feature group."
#   references:
#     scanners: ["aws-samples SM-15"]
package bylaw.controls.aws_sm_14

import data.bylaw.lib.infra

_types := {"aws_sagemaker_feature_group"}

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

checks contains infra.finding("AWS-SM-14", i, r, check, "Name a customer-managed key for each store of the feature group.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := array.concat(
	[infra.is_present(r, "online_store_config.security_config.kms_key_id") | r.at.online_store_config],
	[infra.is_present(r, "offline_store_config.s3_storage_config.kms_key_id") | r.at.offline_store_config],
)
