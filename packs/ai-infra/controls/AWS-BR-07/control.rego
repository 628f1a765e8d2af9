# METADATA
# title: "Model invocation logging is on and delivers text"
# description: "Model invocation logging is on and delivers text: resource exists per account+region; a destination; text delivery not false"
# custom:
#   id: AWS-BR-07
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail (missing resource)"
#   fix: "Configure model invocation logging with a destination and text delivery."
#   references:
#     scanners: ["prowler bedrock_model_invocation_logging_enabled", "no CFN type exists"]
package bylaw.controls.aws_br_07

import data.bylaw.lib.infra

_types := {"aws_bedrock_model_invocation_logging_configuration"}

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

checks contains infra.finding("AWS-BR-07", i, r, check, "Configure model invocation logging with a destination and text delivery.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.either(infra.is_present(r, "logging_config.s3_config.bucket_name"), infra.is_present(r, "logging_config.cloudwatch_config.log_group_name")),
	infra.is_none_of(r, "logging_config.text_data_delivery_enabled", [false], "pass"),
]

# Terraform that deploys agents or guardrails and no logging configuration at all.
checks contains infra.finding("AWS-BR-07", i, r, check, "Configure model invocation logging with a destination and text delivery.") if {
	some i, r in infra.of_types({"aws_bedrockagent_agent"})
	startswith(r.format, "terraform")
	not _is_configured
	check := infra.custom(r, "model_invocation_logging", false, "covered by an aws_bedrock_model_invocation_logging_configuration")
}

_is_configured if count(infra.of_types({"aws_bedrock_model_invocation_logging_configuration"})) > 0
