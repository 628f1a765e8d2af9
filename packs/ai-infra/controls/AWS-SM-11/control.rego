# METADATA
# title: Endpoint configuration encrypts its volume with a customer key
# description: "Endpoint configuration encrypts its volume with a customer key: present (skip serverless and local-NVMe instance types)"
# custom:
#   id: AWS-SM-11
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Set kms_key_arn to a customer-managed key."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present (skip serverless and local-NVMe instance types)"
#   when_absent: "fail"
#   references: ["CKV_AWS_98 (TF only)", "KICS 58b35504/44034eda", "guard", "prowler ..endpoint_config_kms_encryption_enabled"]
package controls.ai_infra.aws_sm_11

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-11"

_remedy := "Set kms_key_arn to a customer-managed key."

_types_judged := {"aws_sagemaker_endpoint_configuration"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
