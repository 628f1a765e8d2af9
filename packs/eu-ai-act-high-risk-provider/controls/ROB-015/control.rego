# METADATA
# title: "Decisions can be explained"
# description: "A global explanation and a per-decision method exist for systems that affect persons."
# custom:
#   id: ROB-015
#   subject: model
#   severity: high
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "system.affects_persons"
#   reads: [model.explainability, system.explanations.local_method]
#   fix: "Link a global explanation and name the method that explains one decision."
#   references:
#     eu-ai-act: ["13(1)", "13(3)(b)", "86(1)", "Annex IV"]
#     nist-ai-rmf: ["MEASURE 2.9"]
#     nist-ai-600-1: ["MS-2.9-001", "MG-3.2-001"]
#     iso-42001: ["A.8.2"]
#     ecoa-reg-b: ["1002.9"]
#     co-sb26-189: ["adverse"]
#     ai-verify: ["explainability"]
#     finos-aigf: ["ri-17"]
#     mit-ai-risk: ["7.4"]
#     gdpr: ["15"]
package bylaw.controls.rob_015

import data.bylaw.lib.about

applies if about.affects_persons

required contains "model.explainability.global_ref"

required contains "model.explainability.local_method" if not input.system.explanations.local_method

findings contains {
	"message": sprintf("model %s links an empty global explanation", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["model.explainability.global_ref"],
} if trim_space(input.model.explainability.global_ref) == ""

findings contains {
	"message": sprintf("model %s names no method that explains one decision", [input.subject.name]),
	"expected": "a method, for example shap or counterfactual",
	"actual": sprintf("%v", [_local]),
	"fields": ["model.explainability.local_method", "system.explanations.local_method"],
} if _local in {"", "none"}

_local := object.get(input.system, ["explanations", "local_method"], input.model.explainability.local_method)
