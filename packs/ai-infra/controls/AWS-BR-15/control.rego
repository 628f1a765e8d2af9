# METADATA
# title: InvokeModel statements require a guardrail
# description: "InvokeModel statements require a guardrail: Condition on bedrock:GuardrailIdentifier"
# custom:
#   id: AWS-BR-15
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add a condition on bedrock:GuardrailIdentifier to each statement that allows InvokeModel."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "Condition on bedrock:GuardrailIdentifier"
#   when_absent: "fail"
#   references: ["aws-samples BR-10"]
package controls.ai_infra.aws_br_15

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-15"

_remedy := "Add a condition on bedrock:GuardrailIdentifier to each statement that allows InvokeModel."

_types_judged := {
	"aws_iam_policy",
	"aws_iam_role_policy",
	"aws_iam_role",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
