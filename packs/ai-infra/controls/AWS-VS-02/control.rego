# METADATA
# title: "Comprehend models and volumes use customer keys"
# description: "Comprehend models and volumes use customer keys: present"
# custom:
#   id: AWS-VS-02
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name customer-managed keys for the model and its volume."
#   references:
#     scanners: ["CKV_AWS_267/268"]
package bylaw.controls.aws_vs_02

import data.bylaw.lib.infra

_types := {"aws_comprehend_entity_recognizer", "aws_comprehend_document_classifier"}

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

checks contains infra.finding("AWS-VS-02", i, r, check, "Name customer-managed keys for the model and its volume.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "model_kms_key_id"),
	infra.is_present(r, "volume_kms_key_id"),
]
