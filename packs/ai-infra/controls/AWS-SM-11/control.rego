# METADATA
# title: "Endpoint configuration encrypts its volume with a customer key"
# description: "Endpoint configuration encrypts its volume with a customer key: present (skip serverless and local-NVMe instance types)"
# custom:
#   id: AWS-SM-11
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Set kms_key_arn to a customer-managed key."
#   references:
#     scanners: ["CKV_AWS_98 (TF only)", "KICS 58b35504/44034eda", "guard", "prowler ..endpoint_config_kms_encryption_enabled"]
package bylaw.controls.aws_sm_11

import data.bylaw.lib.infra

_types := {"aws_sagemaker_endpoint_configuration"}

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

checks contains infra.finding("AWS-SM-11", i, r, check, "Set kms_key_arn to a customer-managed key.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

# Serverless variants have no volume, and local NVMe drives encrypt by themselves with a key of the machine.
_checks(r) := [infra.is_present(r, "kms_key_arn")] if not _without_volume(r)

_checks(r) := [] if _without_volume(r)

_without_volume(r) if {
	variants := infra.blocks(r, "production_variants")
	count(variants) > 0
	every variant in variants {
		_needs_no_key(variant)
	}
}

_needs_no_key(variant) if variant.serverless_config

_needs_no_key(variant) if regex.match(`^ml\.(c5d|m5d|r5d|c6gd|m6gd|r6gd|g4dn|g5|g6|g6e|p3dn|p4d|p4de|p5|p5e|p5en|inf2|trn1|trn1n|trn2)\.`, variant.instance_type)
