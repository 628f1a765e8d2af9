# METADATA
# title: "No emotion inference at work or in education"
# description: "Output labels or the declared biometric kind show emotion inference, and the context is workplace or education, and no medical or safety purpose is recorded: fail."
# custom:
#   id: PRB-002
#   subject: system
#   severity: critical
#   stages: [design, train, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.output_labels, model.task, system.biometric.kind, system.deployment_context, system.purpose]
#   fix: "Remove the emotion labels, or show the medical or safety reason."
#   params:
#     - {name: labels, default: ["anger", "joy", "sadness", "fear", "disgust", "surprise", "happy", "angry", "sad", "stress", "frustration"], unit: "list", source: "common emotion class names", status: product, change: any}
#   references:
#     eu-ai-act: ["5(1)(f)", "50(3)"]
#     nist-ai-rmf: ["MAP 1.1"]
#     nist-ai-600-1: ["MP-1.1-004"]
package bylaw.controls.prb_002

applies := true

findings contains {
	"message": sprintf("system %s is used in %s and model %s answers with emotions: %s", [input.subject.name, context, model.id, concat(", ", sort(labels))]),
	"expected": "no emotion recognition at work or in education",
	"actual": concat(", ", sort(labels)),
	"fields": ["model.output_labels", "system.deployment_context"],
} if {
	some context in _places
	some model in input.all.model
	labels := {lower(l) | some l in model.output_labels; lower(l) in _emotions}
	count(labels) > 0
	not _is_excepted
}

findings contains {
	"message": sprintf("system %s is used in %s and declares emotion recognition", [input.subject.name, context]),
	"expected": "no emotion recognition at work or in education",
	"actual": "biometric.kind emotion",
	"fields": ["system.biometric.kind", "system.deployment_context"],
} if {
	some context in _places
	input.system.biometric.kind == "emotion"
	not _is_excepted
}

_places contains place if {
	some place in input.system.deployment_context
	place in {"workplace", "education"}
}

# A screen that answers the question with its medical or safety authorisation.
_is_excepted if input.system.prohibited_screen.f.exception_ref != ""

_emotions := {lower(l) | some l in input.params.labels}
