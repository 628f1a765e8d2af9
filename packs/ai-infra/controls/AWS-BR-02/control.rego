# METADATA
# title: Agent, prompt, flow and guardrail use customer keys
# description: "Agent, prompt, flow and guardrail use customer keys: present"
# custom:
#   id: AWS-BR-02
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_AWS_373 (agent)", "prowler bedrock_prompt_encrypted_with_cmk"]
package controls.ai_infra.aws_br_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-02"

_remedy := "Name a customer-managed key."

_types_judged := {
	"aws_bedrockagent_agent",
	"aws_bedrockagent_prompt",
	"aws_bedrockagent_flow",
	"aws_bedrock_guardrail",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_key := {
	"aws_bedrockagent_agent": "customer_encryption_key_arn",
	"aws_bedrockagent_prompt": "customer_encryption_key_arn",
	"aws_bedrockagent_flow": "customer_encryption_key_arn",
	"aws_bedrock_guardrail": "kms_key_arn",
}

_checks(r) := [infra.is_present(r, _key[r.type])]
