# METADATA
# title: "Special categories have a condition and the bias safeguards"
# description: "Special-category data names an Article 9(2) condition; when the reason is bias work all six Article 4a safeguards are true."
# custom:
#   id: DAT-008
#   subject: dataset
#   severity: critical
#   stages: [data, train, evaluate]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "dataset.special.present"
#   reads: [dataset.special.present, dataset.special.condition, dataset.special.bias_only, dataset.special.safeguards]
#   fix: "Name the Article 9(2) condition; for bias work put all six safeguards in place."
#   references:
#     gdpr: ["9"]
#     eu-ai-act: ["4a(1)", "4a(2)"]
#     nist-ai-rmf: ["MEASURE 2.10", "MEASURE 2.11"]
#     iso-42001: ["A.7.3"]
#     csa-aicm: ["DSP"]
package bylaw.controls.dat_008

applies if input.dataset.special.present == true

required contains "dataset.special.condition"

findings contains {
	"message": sprintf("dataset %s holds special categories under %s, which is no condition of Article 9(2)", [input.subject.name, input.dataset.special.condition]),
	"expected": "9(2)(a) to 9(2)(j), or ai_act_4a",
	"actual": input.dataset.special.condition,
	"fields": ["dataset.special.condition"],
} if not regex.match(`^(9\(2\)\([a-j]\)|ai_act_4a)$`, input.dataset.special.condition)

findings contains {
	"message": sprintf("dataset %s holds special categories for bias work without safeguard %s of Article 4a", [input.subject.name, safeguard]),
	"expected": sprintf("safeguards.%s: true", [safeguard]),
	"actual": "not in place",
	"fields": [sprintf("dataset.special.safeguards.%s", [safeguard])],
} if {
	_is_for_bias
	some safeguard in ["a", "b", "c", "d", "e", "f"]
	not input.dataset.special.safeguards[safeguard]
}

_is_for_bias if input.dataset.special.bias_only == true

_is_for_bias if input.dataset.special.condition == "ai_act_4a"
