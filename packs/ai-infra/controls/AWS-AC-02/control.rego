# METADATA
# title: Agent runtime authenticates callers by JWT
# description: "Agent runtime authenticates callers by JWT: present, audience or clients non-empty"
# custom:
#   id: AWS-AC-02
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Configure a JWT authorizer with an audience or a list of clients."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present, audience or clients non-empty"
#   when_absent: "warn (IAM default)"
#   references: ["prowler PR #12762"]
package controls.ai_infra.aws_ac_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-AC-02"

_remedy := "Configure a JWT authorizer with an audience or a list of clients."

_types_judged := {"aws_bedrockagentcore_agent_runtime"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.either(
	infra.is_present(r, "authorizer_configuration.custom_jwt_authorizer.allowed_audience"),
	infra.is_present(r, "authorizer_configuration.custom_jwt_authorizer.allowed_clients"),
)]
