# METADATA
# title: "Gateway, memory and token vault use customer keys"
# description: "Gateway, memory and token vault use customer keys: present / CustomerManagedKey"
# custom:
#   id: AWS-AC-06
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name a customer-managed key."
#   references:
#     scanners: ["aws-samples AC-07.."]
package bylaw.controls.aws_ac_06

import data.bylaw.lib.infra

_types := {
	"aws_bedrockagentcore_gateway",
	"aws_bedrockagentcore_memory",
	"aws_bedrockagentcore_policy_engine",
	"aws_bedrockagentcore_token_vault_cmk",
}

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

checks contains infra.finding("AWS-AC-06", i, r, check, "Name a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_key := {
	"aws_bedrockagentcore_gateway": "kms_key_arn",
	"aws_bedrockagentcore_memory": "encryption_key_arn",
	"aws_bedrockagentcore_policy_engine": "encryption_key_arn",
}

_checks(r) := [infra.is_present(r, _key[r.type])]

_checks(r) := [infra.is_one_of(r, "kms_configuration.key_type", ["CustomerManagedKey"])] if r.type == "aws_bedrockagentcore_token_vault_cmk"
