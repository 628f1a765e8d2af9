# METADATA
# title: No AmazonBedrockFullAccess, no bedrock:* on *
# description: "No AmazonBedrockFullAccess, no bedrock:* on *: not attached; statements scoped"
# custom:
#   id: AWS-BR-14
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   remedy: "Grant single bedrock actions on named resources."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "not attached; statements scoped"
#   when_absent: "pass"
#   references: ["prowler bedrock_full_access_policy_attached", "aws-samples BR-01"]
package controls.ai_infra.aws_br_14

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-BR-14"

_remedy := "Grant single bedrock actions on named resources."

_types_judged := {
	"aws_iam_role_policy_attachment",
	"aws_iam_user_policy_attachment",
	"aws_iam_group_policy_attachment",
	"aws_iam_role",
	"aws_iam_policy",
	"aws_iam_role_policy",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := array.concat(_attached(r), _written(r))

_attached(r) := [infra.custom(r, path, _is_scoped(r, path), "policies other than AmazonBedrockFullAccess") |
	some path in ["policy_arn", "managed_policy_arns"]
	r.at[path].values
]

default _is_scoped(_, _) := false

_is_scoped(r, path) if {
	every arn in infra.values(r, path) {
		not endswith(arn, "/AmazonBedrockFullAccess")
	}
}

_written(r) := [infra.custom(r, path, count(_wide(r, path)) == 0, "statements without bedrock:* on *") |
	some path in ["policy", "inline_policy.policy", "inline_policy.policy_document"]
	r.at[path]
]

_wide(r, path) := [s |
	some s in infra.statements(r, path)
	s.Effect == "Allow"
	some action in infra.as_list(s.Action)
	lower(action) in {"*", "bedrock:*"}
	"*" in infra.as_list(s.Resource)
]
