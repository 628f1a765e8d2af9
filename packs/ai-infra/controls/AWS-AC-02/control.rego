# METADATA
# title: "Agent runtime authenticates callers by JWT"
# description: "Agent runtime authenticates callers by JWT: present, audience or clients non-empty"
# custom:
#   id: AWS-AC-02
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "warn (IAM default)"
#   fix: "Configure a JWT authorizer with an audience or a list of clients."
#   references:
#     scanners: ["prowler PR #12762"]
package bylaw.controls.aws_ac_02

import data.bylaw.lib.infra

_types := {"aws_bedrockagentcore_agent_runtime"}

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

checks contains infra.finding("AWS-AC-02", i, r, check, "Configure a JWT authorizer with an audience or a list of clients.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.either(
	infra.is_present(r, "authorizer_configuration.custom_jwt_authorizer.allowed_audience"),
	infra.is_present(r, "authorizer_configuration.custom_jwt_authorizer.allowed_clients"),
)]
