# METADATA
# title: "InvokeModel statements require a guardrail"
# description: "InvokeModel statements require a guardrail: Condition on bedrock:GuardrailIdentifier"
# custom:
#   id: AWS-BR-15
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add a condition on bedrock:GuardrailIdentifier to each statement that allows InvokeModel."
#   references:
#     scanners: ["aws-samples BR-10"]
package bylaw.controls.aws_br_15

import data.bylaw.lib.infra

_types := {
	"aws_iam_policy",
	"aws_iam_role_policy",
	"aws_iam_role",
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

checks contains infra.finding("AWS-BR-15", i, r, check, "Add a condition on bedrock:GuardrailIdentifier to each statement that allows InvokeModel.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, path, _all_conditioned(statements), "InvokeModel statements with a condition on bedrock:GuardrailIdentifier") |
	some path in ["policy", "inline_policy.policy", "inline_policy.policy_document"]
	statements := [s | some s in infra.statements(r, path); _invokes(s)]
	count(statements) > 0
]

_invokes(s) if {
	s.Effect == "Allow"
	some action in infra.as_list(s.Action)
	startswith(lower(action), "bedrock:invokemodel")
}

default _all_conditioned(_) := false

_all_conditioned(statements) if {
	every s in statements {
		some _, tests in s.Condition
		some key, _ in tests
		lower(key) == "bedrock:guardrailidentifier"
	}
}
