# METADATA
# title: "Bias audit is independent and less than a year old"
# description: "The auditor is marked independent, is not in the author or owner list, and the audit date is within the year."
# custom:
#   id: FAI-004
#   subject: evaluation
#   severity: critical
#   stages: [predeploy, deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: declared
#   applies_when: "pack hiring-nyc"
#   reads: [evaluation.evaluator, evaluation.at, system.owner.contact, approval.author]
#   fix: "Have the audit done anew by somebody independent."
#   params:
#     - {name: max_age_days, default: 365, unit: "days", source: "NYC Admin. Code 20-871", status: statutory, change: tighten_only}
#   references:
#     nyc-ll144: ["5-300", "5-301"]
#     nist-ai-rmf: ["MEASURE 1.3"]
#     sr-26-2: ["validation"]
#     iso-42001: ["A.6.2.4"]
package bylaw.controls.fai_004

import data.bylaw.lib.about
import data.bylaw.lib.limit
import data.bylaw.lib.runs
import data.bylaw.lib.when

applies if {
	about.affects_persons
	runs.concerns_groups
	"US-NY-NYC" in input.system.jurisdictions
}

required contains "evaluation.evaluator"

required contains "evaluation.at"

findings contains {
	"message": sprintf("evaluation %s: the auditor %s is not marked independent", [input.subject.name, _who]),
	"expected": "independent: true",
	"actual": sprintf("%v", [object.get(input.evaluation.evaluator, "independent", "nothing")]),
	"fields": ["evaluation.evaluator"],
} if not input.evaluation.evaluator.independent == true

findings contains {
	"message": sprintf("evaluation %s: the auditor %s is author, owner or vendor of the system", [input.subject.name, name]),
	"expected": "somebody else",
	"actual": name,
	"fields": ["evaluation.evaluator", "system.owner.contact", "approval.author", "vendors.items"],
} if {
	some name in _names
	lower(name) in _involved
}

findings contains {
	"message": sprintf("evaluation %s: the audit of %s is older than %d days%s", [input.subject.name, when.day(input.evaluation.at), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": input.evaluation.at,
	"fields": ["evaluation.at"],
} if when.older_than(input.evaluation.at, input.params.max_age_days)

findings contains {
	"message": sprintf("evaluation %s: the audit is dated %s, which has not come yet", [input.subject.name, when.day(input.evaluation.at)]),
	"expected": "a day that has come",
	"actual": input.evaluation.at,
	"fields": ["evaluation.at"],
} if when.in_future(input.evaluation.at)

_names contains input.evaluation.evaluator.person

_names contains input.evaluation.evaluator.organisation

_who := concat(" of ", [object.get(input.evaluation.evaluator, "person", "nobody"), object.get(input.evaluation.evaluator, "organisation", "no organisation")])

_involved contains lower(input.system.owner.contact)

_involved contains lower(a.author) if some a in input.all.approval

_involved contains lower(v.name) if {
	some group in input.all.vendors
	some v in group.items
}
