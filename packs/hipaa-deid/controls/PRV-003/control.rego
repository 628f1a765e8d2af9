# METADATA
# title: "HIPAA safe harbour data has none of the eighteen identifiers"
# description: "When safe harbour is claimed: no finding in classes A to R; three-digit ZIPs only for areas over the population limit; no age above the cap."
# custom:
#   id: PRV-003
#   subject: dataset
#   severity: critical
#   stages: [data, train]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "dataset.deidentification.method = safe_harbor"
#   reads: [dataset.deidentification.method, dataset.pii.findings]
#   fix: "Remove the identifier, cut ZIP codes to areas above the limit, cap ages."
#   params:
#     - {name: zip3_min_population, default: 20000, unit: "people", source: "45 CFR 164.514(b)(2)(i)(B)", status: regulatory, change: none}
#     - {name: max_age_years, default: 89, unit: "years", source: "45 CFR 164.514(b)(2)(i)(C)", status: regulatory, change: none}
#   references:
#     hipaa: ["164.514(b)(2)(i)"]
#     nist-ai-rmf: ["MEASURE 2.10"]
#     nist-ai-600-1: ["MS-2.2-002"]
#     soc2: ["P4"]
package bylaw.controls.prv_003

applies if input.dataset.deidentification.method == "safe_harbor"

required contains "dataset.pii.scan"

required contains "dataset.pii.findings"

findings contains {
	"message": sprintf("dataset %s claims safe harbour and column %s holds %d cells of %s (class %s of the eighteen)", [input.subject.name, f.column, f.count, f.entity, f.hipaa_class]),
	"expected": "none of the eighteen identifiers",
	"actual": sprintf("%d cells of %s", [f.count, f.entity]),
	"fields": ["dataset.pii.findings"],
} if {
	some f in input.dataset.pii.findings
	regex.match(`^[A-R]$`, f.hipaa_class)
	f.count > 0
	not _is_coarse(f)
}

findings contains {
	"message": sprintf("dataset %s claims safe harbour and parts of it could not be scanned", [input.subject.name]),
	"expected": "all rows and columns",
	"actual": "not all",
	"fields": ["dataset.pii.scan"],
} if input.complete == false

# Three digits of a ZIP code may stay where enough people live, ages up to the cap.
_is_coarse(f) if {
	f.entity == "ZIP3"
	f.min_population > input.params.zip3_min_population
}

_is_coarse(f) if {
	f.entity == "AGE"
	f.max_value <= input.params.max_age_years
}
