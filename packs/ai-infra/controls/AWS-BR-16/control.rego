# METADATA
# title: "Private endpoint for bedrock-runtime"
# description: "Private endpoint for bedrock-runtime: graph: VPC with AI workload has the interface endpoint"
# custom:
#   id: AWS-BR-16
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add an interface endpoint for bedrock-runtime to the VPC."
#   references:
#     scanners: ["prowler bedrock_vpc_endpoints_configured", "aws-samples BR-02"]
package bylaw.controls.aws_br_16

import data.bylaw.lib.infra

_types := {"aws_bedrockagent_agent", "aws_bedrockagentcore_agent_runtime"}

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

checks contains infra.finding("AWS-BR-16", i, r, check, "Add an interface endpoint for bedrock-runtime to the VPC.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

# Judged where the same configuration declares a network; elsewhere the endpoint may stand in another one.
_checks(r) := [infra.custom(r, "vpc_endpoint", _has_endpoint, "reached through an interface endpoint for bedrock-runtime")] if {
	count(infra.of_types({"aws_vpc", "aws_subnet", "aws_ec2_vpc", "aws_ec2_subnet", "aws_vpc_endpoint"})) > 0
}

default _has_endpoint := false

_has_endpoint if {
	some endpoint in infra.of_types({"aws_vpc_endpoint"})
	some name in infra.values(endpoint, "service_name")
	endswith(name, ".bedrock-runtime")
}
