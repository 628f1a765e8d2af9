# METADATA
# title: "No AmazonBedrockFullAccess, no bedrock:* on *"
# description: "No AmazonBedrockFullAccess, no bedrock:* on *: not attached; statements scoped"
# custom:
#   id: AWS-BR-14
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "pass"
#   fix: "Grant single bedrock actions on named resources."
#   references:
#     scanners: ["prowler bedrock_full_access_policy_attached", "aws-samples BR-01"]
package bylaw.controls.aws_br_14

import data.bylaw.lib.infra

_types := {
	"aws_iam_role_policy_attachment",
	"aws_iam_user_policy_attachment",
	"aws_iam_group_policy_attachment",
	"aws_iam_role",
	"aws_iam_policy",
	"aws_iam_role_policy",
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

checks contains infra.finding("AWS-BR-14", i, r, check, "Grant single bedrock actions on named resources.") if {
	some i, r in infra.of_types(_types)
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
