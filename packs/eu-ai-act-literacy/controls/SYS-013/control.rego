# METADATA
# title: "People around the system have AI literacy measures"
# description: "Each person with an oversight, operator or owner role has a training record within the limit, or the organisation records another measure."
# custom:
#   id: SYS-013
#   subject: system
#   severity: medium
#   stages: [predeploy, monitor]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [system.literacy.records, system.oversight.people]
#   fix: "Record who was trained, in what and when; train again after the limit."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "yearly refresh is practice; the amended Article 4 sets no level", status: product, change: any}
#   references:
#     eu-ai-act: ["4", "26(2)"]
#     nist-ai-rmf: ["GOVERN 2.2", "MAP 3.4"]
#     iso-42001: ["A.4.6"]
#     omb-m-25-21: ["training"]
#     mitre-atlas: ["AML.M0018"]
#     cosai: ["controlInternalPoliciesAndEducation"]
#     soc2: ["CC1.4"]
#     csa-aicm: ["HRS"]
package bylaw.controls.sys_013

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "system.literacy.records"

findings contains {
	"message": sprintf("system %s: nobody is recorded as trained", [input.subject.name]),
	"expected": "a record for each role",
	"actual": "none",
	"fields": ["system.literacy.records"],
} if count(input.system.literacy.records) == 0

findings contains {
	"message": sprintf("system %s: %s oversees it and has no training record with a course", [input.subject.name, p.person]),
	"expected": "a record with course and day",
	"actual": "none",
	"fields": ["system.literacy.records", "system.oversight.people"],
} if {
	count(input.system.literacy.records) > 0
	some p in input.system.oversight.people
	not p.person in _trained
}

findings contains {
	"message": sprintf("system %s: the training of %s on %s is older than %d days%s", [input.subject.name, person, newest, input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": newest,
	"fields": ["system.literacy.records"],
} if {
	some person in _trained
	newest := max([r.completed_at | some r in input.system.literacy.records; r.person == person])
	when.older_than(newest, input.params.max_age_days)
}

_trained contains r.person if {
	some r in input.system.literacy.records
	r.course != ""
	r.completed_at != ""
}
