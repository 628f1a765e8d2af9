# METADATA
# title: "Vector stores: customer key, no public network policy"
# description: "Vector stores: customer key, no public network policy: aws:kms / AllowFromPublic false / key present"
# custom:
#   id: AWS-VS-01
#   subject: infra
#   severity: high
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Use a customer-managed key, and close the network policy to the public."
#   references:
#     scanners: ["CKV_AWS_262 (Kendra", "TF)"]
package bylaw.controls.aws_vs_01

import data.bylaw.lib.infra

_types := {
	"aws_s3vectors_vector_bucket",
	"aws_opensearchserverless_security_policy",
	"aws_kendra_index",
	"aws_qbusiness_application",
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

checks contains infra.finding("AWS-VS-01", i, r, check, "Use a customer-managed key, and close the network policy to the public.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [infra.is_one_of(r, "encryption_configuration.sse_type", ["aws:kms"])] if r.type == "aws_s3vectors_vector_bucket"

_checks(r) := [infra.is_present(r, "server_side_encryption_configuration.kms_key_id")] if r.type == "aws_kendra_index"

_checks(r) := [infra.is_present(r, "encryption_configuration.kms_key_id")] if r.type == "aws_qbusiness_application"

_checks(r) := [infra.custom(r, "policy", count(_open(r)) == 0, "a policy without AllowFromPublic and without a key of the service")] if r.type == "aws_opensearchserverless_security_policy"

_documents(r) := array.concat(infra.blocks(r, "policy"), [d |
	some v in infra.values(r, "policy")
	json.is_valid(v)
	some d in infra.as_list(json.unmarshal(v))
])

_open(r) := [d |
	some d in _documents(r)
	_is_open(d)
]

_is_open(d) if d.AllowFromPublic == true

_is_open(d) if d.AWSOwnedKey == true
