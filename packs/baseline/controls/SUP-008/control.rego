# METADATA
# title: "No known critical vulnerabilities in the AI runtime"
# description: "No fixable vulnerability at or above the score older than the grace days in the serving or training image."
# custom:
#   id: SUP-008
#   subject: pipeline
#   severity: high
#   stages: [predeploy, deploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.vulns]
#   fix: "Update the package."
#   params:
#     - {name: min_cvss, default: 9.0, unit: "CVSS base", source: "CVSS critical band", status: standard, change: any, stricter: lower}
#     - {name: grace_days, default: 15, unit: "days", source: "CISA directive window for critical findings", status: convention, change: any, stricter: lower}
#   references:
#     nist-ai-rmf: ["MEASURE 2.7"]
#     nist-ai-600-1: ["MS-2.7-001"]
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     mitre-atlas: ["AML.M0016"]
#     cosai: ["controlVulnerabilityManagement"]
#     soc2: ["CC7.1"]
#     nist-800-53: ["RA-5", "SI-2"]
#     pci-dss: ["11.3.1"]
#     csa-aicm: ["TVM"]
#     eu-ai-act: ["15(5)"]
package bylaw.controls.sup_008

import data.bylaw.lib.limit

applies := true

required contains "pipeline.vulns"

findings contains {
	"message": sprintf("%s: %s in %s has a score of %v >= %v%s, a mend (%s) for %v days > %d%s", [input.subject.name, v.id, v.package, _score(v), input.params.min_cvss, limit.source("min_cvss"), v.fixed, object.get(v, "age_days", "unknown"), input.params.grace_days, limit.source("grace_days")]),
	"expected": sprintf("version %v of %s", [v.fixed, v.package]),
	"actual": sprintf("%s, score %v", [v.id, _score(v)]),
	"fields": ["pipeline.vulns"],
} if {
	some v in input.pipeline.vulns
	_score(v) >= input.params.min_cvss
	_is_fixable(v)
	not _is_young(v)
}

_score(v) := v.cvss if is_number(v.cvss)

# Without a score the word counts, and a word that nobody knows counts as the worst.
_score(v) := object.get({"critical": 10, "high": 8.9, "medium": 6.9, "low": 3.9, "none": 0}, lower(object.get(v, "severity", "critical")), 10) if not is_number(v.cvss)

_is_fixable(v) if {
	v.fixed
	v.fixed != ""
}

_is_young(v) if v.age_days <= input.params.grace_days
