# METADATA
# title: Feature group stores use customer keys
# description: "Feature group stores use customer keys: present per configured store"
# custom:
#   id: AWS-SM-14
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name a customer-managed key for each store of the feature group."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present per configured store"
#   when_absent: "fail"
#   references: ["aws-samples SM-15"]
package controls.ai_infra.aws_sm_14

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-14"

_remedy := "Name a customer-managed key for each store of the feature group."

_types_judged := {"aws_sagemaker_feature_group"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := array.concat(
	[infra.is_present(r, "online_store_config.security_config.kms_key_id") | r.at.online_store_config],
	[infra.is_present(r, "offline_store_config.s3_storage_config.kms_key_id") | r.at.offline_store_config],
)
