# METADATA
# title: Model invocation logging is on and delivers text
# description: "Model invocation logging is on and delivers text: resource exists per account+region; a destination; text delivery not false"
# custom:
#   id: AWS-BR-07
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Configure model invocation logging with a destination and text delivery."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "resource exists per account+region; a destination; text delivery not false"
#   when_absent: "fail (missing resource)"
#   references: ["prowler bedrock_model_invocation_logging_enabled", "no CFN type exists"]
package controls.ai_infra.aws_br_07

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-07"

_remedy := "Configure model invocation logging with a destination and text delivery."

_types_judged := {"aws_bedrock_model_invocation_logging_configuration"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.either(infra.is_present(r, "logging_config.s3_config.bucket_name"), infra.is_present(r, "logging_config.cloudwatch_config.log_group_name")),
	infra.is_none_of(r, "logging_config.text_data_delivery_enabled", [false], "pass"),
]

# Terraform that deploys agents or guardrails and no logging configuration at all.
findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types({"aws_bedrockagent_agent"})
	startswith(r.format, "terraform")
	not _is_configured
	check := infra.custom(r, "model_invocation_logging", false, "covered by an aws_bedrock_model_invocation_logging_configuration")
}

_is_configured if count(infra.of_types({"aws_bedrock_model_invocation_logging_configuration"})) > 0
