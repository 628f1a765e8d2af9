# METADATA
# title: Evaluations of a model
# description: Finds what was measured on a model. An evaluation that names no model counts for none.
package bylaw.lib.runs

import data.bylaw.lib.digest

of_model(model) := [e |
	some e in input.all.evaluation
	digest.same(e.model_digest, model.digest)
]

of_kind(model, kind) := [e |
	some e in of_model(model)
	e.kind == kind
]

# Rates by group, whatever the evaluation calls itself.
has_groups(evaluation) if count(evaluation.groups) > 0

# An evaluation is judged for what it measured; where nobody measured it, each one is asked for it.
concerns_groups if has_groups(input.evaluation)

concerns_groups if count([e | some e in input.all.evaluation; has_groups(e)]) == 0

performance(evaluation) if evaluation.kind == "performance"

# A document of another kind may hold thresholds that its metrics have to meet.
performance(evaluation) if count(evaluation.thresholds) > 0

performance(evaluation) if {
	not evaluation.kind
	count(evaluation.metrics) > 0
}

concerns_performance if performance(input.evaluation)

concerns_performance if count([e | some e in input.all.evaluation; performance(e)]) == 0

# Digests of data that a model was trained on.
training_digests contains digest.plain(d) if {
	some model in input.all.model
	some d in model.training.dataset_digests
}

training_digests contains digest.plain(dataset.digest) if {
	some dataset in input.all.dataset
	"train" in dataset.roles
	not "test" in dataset.roles
}

value(evaluation, name) := m.value if {
	some m in evaluation.metrics
	m.name == name
	object.get(m, "slice", "all") in {"all", "", null}
}
