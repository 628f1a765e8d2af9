# METADATA
# title: "Knowledge-base data source uses a customer key and deletes vectors"
# description: "Knowledge-base data source uses a customer key and deletes vectors: key present; deletion policy DELETE"
# custom:
#   id: AWS-BR-09
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail / warn"
#   fix: "Name a customer-managed key and set data_deletion_policy to \"DELETE\"."
#   references:
#     scanners: ["prowler bedrock_knowledge_base_encrypted_with_cmk"]
package bylaw.controls.aws_br_09

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_data_source"}

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

checks contains infra.finding("AWS-BR-09", i, r, check, "Name a customer-managed key and set data_deletion_policy to \"DELETE\".") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "server_side_encryption_configuration.kms_key_arn"),
	infra.is_one_of(r, "data_deletion_policy", ["DELETE"]),
]
