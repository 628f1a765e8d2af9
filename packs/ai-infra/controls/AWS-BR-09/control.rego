# METADATA
# title: Knowledge-base data source uses a customer key and deletes vectors
# description: "Knowledge-base data source uses a customer key and deletes vectors: key present; deletion policy DELETE"
# custom:
#   id: AWS-BR-09
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Name a customer-managed key and set data_deletion_policy to \"DELETE\"."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "key present; deletion policy DELETE"
#   when_absent: "fail / warn"
#   references: ["prowler bedrock_knowledge_base_encrypted_with_cmk"]
package controls.ai_infra.aws_br_09

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-09"

_remedy := "Name a customer-managed key and set data_deletion_policy to \"DELETE\"."

_types_judged := {"aws_bedrockagent_data_source"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "server_side_encryption_configuration.kms_key_arn"),
	infra.is_one_of(r, "data_deletion_policy", ["DELETE"]),
]
