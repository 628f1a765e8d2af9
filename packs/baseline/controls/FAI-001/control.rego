# METADATA
# title: "A bias test exists for the exact model being deployed"
# description: "A fairness evaluation names this model digest, a test set that is not training data, the declared protected attributes, and is within the age limit."
# custom:
#   id: FAI-001
#   subject: model
#   severity: critical
#   stages: [evaluate, predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.affects_persons"
#   fix: "Run the fairness command on a prediction file with the protected columns."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "NYC LL144 audit year", status: regulatory, change: any}
#   references:
#     eu-ai-act: ["9(6)", "9(8)", "10(2)(f)", "15(1)", "Annex IV"]
#     nist-ai-rmf: ["MEASURE 2.11", "MEASURE 1.1"]
#     nist-ai-600-1: ["MS-2.11-002"]
#     iso-42001: ["A.6.2.4", "A.5.4"]
#     nyc-ll144: ["5-301"]
#     omb-m-25-21: ["testing"]
#     ai-verify: ["fairness"]
#     finos-aigf: ["ri-16"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["1.1", "1.3"]
package bylaw.controls.fai_001

# Missing is not no: a system that does not say whether it affects persons is taken to do so when it decides about them.
applies if input.system.affects_persons

applies if {
	not "affects_persons" in object.keys(input.system)
	input.system.decision_domain
}

required contains "model.digest"

findings contains {
	"message": sprintf("model %s has no fairness evaluation of its digest", [input.subject.name]),
	"expected": sprintf("an evaluation of kind fairness for %s", [input.model.digest]),
	"actual": sprintf("evaluations of %v", [{e.model_digest | some e in input.all.evaluation}]),
	"fields": ["evaluation.model_digest"],
} if count(_own) == 0

findings contains {
	"message": sprintf("the fairness evaluation %s of model %s is older than %d days", [e.id, input.subject.name, input.params.max_age_days]),
	"fields": ["evaluation.at"],
} if {
	some e in _own
	age := time.parse_rfc3339_ns(input.context.now) - time.parse_rfc3339_ns(e.at)
	age > ((input.params.max_age_days * 24) * 3600) * 1000000000
}

_own contains e if {
	some e in input.all.evaluation
	count(e.groups) > 0
	e.model_digest == input.model.digest
}
