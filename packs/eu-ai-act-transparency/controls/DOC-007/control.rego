# METADATA
# title: "People exposed to emotion recognition or biometric categorisation are told"
# description: "A notice document is linked for these systems."
# custom:
#   id: DOC-007
#   subject: system
#   severity: high
#   stages: [predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "system.biometric.kind in emotion, categorisation"
#   reads: [system.biometric.kind, system.notices.biometric_ref]
#   fix: "Tell the people who are exposed, and link the notice."
#   references:
#     eu-ai-act: ["50(3)"]
#     gdpr: ["9", "13"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     ai-verify: ["transparency"]
package bylaw.controls.doc_007

applies if input.system.biometric.kind in {"emotion", "categorisation"}

required contains "system.notices.biometric_ref"

findings contains {
	"message": sprintf("system %s links an empty notice to people who are exposed to it", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.notices.biometric_ref"],
} if trim_space(input.system.notices.biometric_ref) == ""
