# METADATA
# title: "DPIA done where required"
# description: "High-risk personal-data processing (profiling with effects, large-scale special categories, public monitoring) links a finished DPIA."
# custom:
#   id: PRV-008
#   subject: system
#   severity: critical
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: attested
#   applies_when: "dataset.personal_data and (system.risk.class = high or special categories or solely automated)"
#   reads: [system.dpia.ref, system.dpia.completed_at, system.decision_effect, dataset.special.present, dataset.personal_data]
#   fix: "Finish the data protection impact assessment and link it with its date."
#   references:
#     gdpr: ["35"]
#     eu-ai-act: ["26(9)", "27(4)"]
#     nist-ai-rmf: ["MAP 5.1", "MEASURE 2.10"]
#     iso-42001: ["A.5.4"]
#     csa-aicm: ["DSP"]
#     soc2: ["P1"]
package bylaw.controls.prv_008

import data.bylaw.lib.about
import data.bylaw.lib.datasets
import data.bylaw.lib.when

applies if {
	datasets.any_personal
	_is_risky
}

required contains "system.dpia.ref"

required contains "system.dpia.completed_at"

findings contains {
	"message": sprintf("system %s: the data protection impact assessment is to be completed on %s, so it is not finished", [input.subject.name, input.system.dpia.completed_at]),
	"expected": "a finished assessment",
	"actual": input.system.dpia.completed_at,
	"fields": ["system.dpia.completed_at"],
} if when.in_future(input.system.dpia.completed_at)

findings contains {
	"message": sprintf("system %s links an empty data protection impact assessment", [input.subject.name]),
	"expected": "a path or link",
	"actual": "nothing",
	"fields": ["system.dpia.ref"],
} if trim_space(input.system.dpia.ref) == ""

_is_risky if about.high_risk

_is_risky if input.system.decision_effect == "solely_automated"

_is_risky if {
	some dataset in input.all.dataset
	dataset.special.present == true
}
