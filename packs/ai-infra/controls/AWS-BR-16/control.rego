# METADATA
# title: Private endpoint for bedrock-runtime
# description: "Private endpoint for bedrock-runtime: graph: VPC with AI workload has the interface endpoint"
# custom:
#   id: AWS-BR-16
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add an interface endpoint for bedrock-runtime to the VPC."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "graph: VPC with AI workload has the interface endpoint"
#   when_absent: "fail"
#   references: ["prowler bedrock_vpc_endpoints_configured", "aws-samples BR-02"]
package controls.ai_infra.aws_br_16

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-16"

_remedy := "Add an interface endpoint for bedrock-runtime to the VPC."

_types_judged := {"aws_bedrockagent_agent", "aws_bedrockagentcore_agent_runtime"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
