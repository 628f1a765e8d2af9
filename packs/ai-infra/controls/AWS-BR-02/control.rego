# METADATA
# title: "Agent, prompt, flow and guardrail use customer keys"
# description: "Agent, prompt, flow and guardrail use customer keys: present"
# custom:
#   id: AWS-BR-02
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
#     scanners: ["CKV_AWS_373 (agent)", "prowler bedrock_prompt_encrypted_with_cmk"]
package bylaw.controls.aws_br_02

import data.bylaw.lib.infra

_types := {
	"aws_bedrockagent_agent",
	"aws_bedrockagent_prompt",
	"aws_bedrockagent_flow",
	"aws_bedrock_guardrail",
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

checks contains infra.finding("AWS-BR-02", i, r, check, "Name a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_key := {
	"aws_bedrockagent_agent": "customer_encryption_key_arn",
	"aws_bedrockagent_prompt": "customer_encryption_key_arn",
	"aws_bedrockagent_flow": "customer_encryption_key_arn",
	"aws_bedrock_guardrail": "kms_key_arn",
}

_checks(r) := [infra.is_present(r, _key[r.type])]
