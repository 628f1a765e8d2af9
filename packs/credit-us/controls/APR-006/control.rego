# METADATA
# title: "Only the pipeline promotes models"
# description: "The production alias or stage was set by a CI identity from a passing run, not by hand."
# custom:
#   id: APR-006
#   subject: model
#   severity: high
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [model.registry, pipeline.actor_kind, model.status]
#   fix: "Promote from the pipeline, not by hand."
#   references:
#     soc2: ["CC8.1", "CC6.3"]
#     nist-ai-rmf: ["GOVERN 1.4"]
#     nist-800-53: ["CM-5", "AC-6"]
#     iso-42001: ["A.6.2.5"]
#     cosai: ["controlModelAndDataExecutionIntegrity"]
#     mitre-atlas: ["AML.T0018"]
#     sr-26-2: ["governance"]
package bylaw.controls.apr_006

applies if input.model.status == "production"

required contains "model.registry.uploaded_by_kind"

findings contains {
	"message": sprintf("model %s was put into production by %s", [input.subject.name, input.model.registry.uploaded_by_kind]),
	"expected": "ci",
	"actual": input.model.registry.uploaded_by_kind,
	"fields": ["model.registry"],
} if input.model.registry.uploaded_by_kind != "ci"

findings contains {
	"message": sprintf("model %s: this run is by a person, not by the pipeline", [input.subject.name]),
	"expected": "ci",
	"actual": "person",
	"fields": ["pipeline.actor_kind"],
} if {
	some p in input.all.pipeline
	p.actor_kind == "person"
	input.context.stage == "deploy"
}
