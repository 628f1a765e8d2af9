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
#   reads: [evaluation.kind, evaluation.model_digest, evaluation.dataset_digest, evaluation.at, evaluation.groups, model.digest, system.fairness.metric_choice]
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

import data.bylaw.lib.about
import data.bylaw.lib.digest
import data.bylaw.lib.limit
import data.bylaw.lib.runs
import data.bylaw.lib.when

applies if about.affects_persons

required contains "model.digest"

findings contains {
	"message": sprintf("model %s has no fairness evaluation of its digest", [input.subject.name]),
	"expected": sprintf("an evaluation of groups for %s", [input.model.digest]),
	"actual": sprintf("evaluations of %v", [sort({object.get(e, "model_digest", "no model") | some e in input.all.evaluation; runs.has_groups(e)})]),
	"fields": ["evaluation.model_digest", "model.digest"],
} if count(_own) == 0

findings contains {
	"message": sprintf("model %s: its newest fairness evaluation %s of %s is older than %d days%s", [input.subject.name, _newest.id, when.day(_newest.at), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": _newest.at,
	"fields": ["evaluation.at"],
} if when.older_than(_newest.at, input.params.max_age_days)

findings contains {
	"message": sprintf("model %s: its fairness evaluation %s does not say when it was made", [input.subject.name, e.id]),
	"expected": "a date",
	"actual": "none",
	"fields": ["evaluation.at"],
} if {
	some e in _own
	not e.at
}

findings contains {
	"message": sprintf("model %s: the fairness evaluations of its digest leave out %s", [input.subject.name, attribute]),
	"expected": attribute,
	"actual": concat(", ", sort(_measured)),
	"fields": ["evaluation.groups", "system.fairness.metric_choice"],
} if {
	count(_own) > 0
	some attribute in input.system.fairness.metric_choice.protected_attributes
	not attribute in _measured
}

findings contains {
	"message": sprintf("model %s: its fairness evaluation %s was made on training data", [input.subject.name, e.id]),
	"expected": "data that the model was not trained on",
	"actual": e.dataset_digest,
	"fields": ["evaluation.dataset_digest"],
} if {
	some e in _own
	digest.plain(e.dataset_digest) in runs.training_digests
}

# An evaluation that names another model says nothing about this one.
_own contains e if {
	some e in runs.of_model(input.model)
	runs.has_groups(e)
}

_newest := [e | some e in _own; e.at == max({o.at | some o in _own})][0]

_measured contains part if {
	some e in _own
	some g in array.concat(e.groups, object.get(e, "intersections", []))
	some part in split(g.attribute, " x ")
}
