# METADATA
# title: Comprehend models and volumes use customer keys
# description: "Comprehend models and volumes use customer keys: present"
# custom:
#   id: AWS-VS-02
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name customer-managed keys for the model and its volume."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "present"
#   when_absent: "fail"
#   references: ["CKV_AWS_267/268"]
package controls.ai_infra.aws_vs_02

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-VS-02"

_remedy := "Name customer-managed keys for the model and its volume."

_types_judged := {"aws_comprehend_entity_recognizer", "aws_comprehend_document_classifier"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [
	infra.is_present(r, "model_kms_key_id"),
	infra.is_present(r, "volume_kms_key_id"),
]
