# METADATA
# title: Gateway, memory and token vault use customer keys
# description: "Gateway, memory and token vault use customer keys: present / CustomerManagedKey"
# custom:
#   id: AWS-AC-06
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present / CustomerManagedKey"
#   when_absent: "fail"
#   references: ["aws-samples AC-07.."]
package controls.ai_infra.aws_ac_06

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-06"

_remedy := "Name a customer-managed key."

_types_judged := {
	"aws_bedrockagentcore_gateway",
	"aws_bedrockagentcore_memory",
	"aws_bedrockagentcore_policy_engine",
	"aws_bedrockagentcore_token_vault_cmk",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_key := {
	"aws_bedrockagentcore_gateway": "kms_key_arn",
	"aws_bedrockagentcore_memory": "encryption_key_arn",
	"aws_bedrockagentcore_policy_engine": "encryption_key_arn",
}

_checks(r) := [infra.is_present(r, _key[r.type])]

_checks(r) := [infra.is_one_of(r, "kms_configuration.key_type", ["CustomerManagedKey"])] if r.type == "aws_bedrockagentcore_token_vault_cmk"
