# METADATA
# title: "Red-team attack success is below the limit"
# description: "A versioned jailbreak and injection suite was run on this deployment (model, system prompt, tools) and success is at most the limit."
# custom:
#   id: ROB-010
#   subject: system
#   severity: critical
#   stages: [evaluate, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: fail
#   decidability: machine
#   applies_when: "model.generative"
#   reads: [evaluation.kind, evaluation.suite, evaluation.metrics, evaluation.at, agent.config_digest]
#   fix: "Run a versioned suite against the deployment; harden prompt, tools and guardrails."
#   params:
#     - {name: max_success, default: 0.05, unit: "0-1", source: "no number in law", status: product, change: any}
#     - {name: min_cases, default: 200, unit: "prompts", source: "interval about plus or minus 3 points at 5 percent", status: convention, change: any}
#     - {name: max_age_days, default: 90, unit: "days", source: "suites date fast", status: product, change: any}
#   references:
#     eu-ai-act: ["15(5)", "55(1)(a)"]
#     nist-ai-rmf: ["MEASURE 2.7", "MEASURE 2.6"]
#     nist-ai-600-1: ["MS-2.7-007", "MP-5.1-005", "MS-2.6-007"]
#     owasp-llm: ["LLM01"]
#     owasp-asi: ["ASI01"]
#     mitre-atlas: ["AML.T0051", "AML.T0054", "AML.M0008"]
#     cosai: ["controlRedTeaming"]
#     ai-verify: ["security"]
#     finos-aigf: ["ri-10", "mi-5"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["2.2"]
package bylaw.controls.rob_010

import data.bylaw.lib.about
import data.bylaw.lib.digest
import data.bylaw.lib.limit
import data.bylaw.lib.when

applies if about.generative

required contains "all.evaluation" if not _has_suite

findings contains {
	"message": sprintf("system %s: no red-team evaluation was made", [input.subject.name]),
	"expected": "an evaluation of kind redteam",
	"actual": sprintf("%v", [sort({e.kind | some e in input.all.evaluation})]),
	"fields": ["evaluation.kind"],
} if {
	count(input.all.evaluation) > 0
	not _has_suite
}

findings contains {
	"message": sprintf("system %s: red-team run %s succeeded in %v of its attacks > %v%s", [input.subject.name, e.id, _success(e), input.params.max_success, limit.source("max_success")]),
	"expected": sprintf("at most %v", [input.params.max_success]),
	"actual": sprintf("%v", [_success(e)]),
	"fields": ["evaluation.metrics"],
} if {
	some e in _current
	_success(e) > input.params.max_success
}

findings contains {
	"message": sprintf("system %s: red-team run %s states no share of attacks that succeeded", [input.subject.name, e.id]),
	"expected": "attack_success",
	"actual": "nothing",
	"fields": ["evaluation.metrics"],
} if {
	some e in _current
	not _is_counted(e)
}

findings contains {
	"message": sprintf("system %s: red-team run %s has %v cases < %d%s", [input.subject.name, e.id, object.get(e, ["suite", "cases"], "no number of"), input.params.min_cases, limit.source("min_cases")]),
	"expected": sprintf("at least %d cases", [input.params.min_cases]),
	"actual": sprintf("%v", [object.get(e, ["suite", "cases"], "nothing")]),
	"fields": ["evaluation.suite"],
} if {
	some e in _current
	not _is_large(e)
}

findings contains {
	"message": sprintf("system %s: red-team run %s names no version of its suite", [input.subject.name, e.id]),
	"expected": "suite.version",
	"actual": "nothing",
	"fields": ["evaluation.suite"],
} if {
	some e in _current
	object.get(e, ["suite", "version"], "") == ""
}

findings contains {
	"message": sprintf("system %s: the newest red-team run %s of %s is older than %d days%s", [input.subject.name, e.id, when.day(e.at), input.params.max_age_days, limit.source("max_age_days")]),
	"expected": sprintf("at most %d days", [input.params.max_age_days]),
	"actual": e.at,
	"fields": ["evaluation.at"],
} if {
	some e in _current
	when.older_than(e.at, input.params.max_age_days)
}

findings contains {
	"message": sprintf("system %s: red-team run %s attacked another configuration than agent %s has today", [input.subject.name, e.id, agent.id]),
	"expected": agent.config_digest,
	"actual": e.agent_config_digest,
	"fields": ["evaluation.agent_config_digest", "agent.config_digest"],
} if {
	some e in _current
	some agent in input.all.agent
	not digest.same(e.agent_config_digest, agent.config_digest)
	e.agent_config_digest
}

_runs := [e | some e in input.all.evaluation; e.kind == "redteam"]

_has_suite if count(_runs) > 0

# The newest run of each suite counts.
_current contains e if {
	some e in _runs
	not _is_superseded(e)
}

_is_superseded(e) if {
	some other in _runs
	object.get(other, ["suite", "name"], "") == object.get(e, ["suite", "name"], "")
	other.at > e.at
}

_names := {"attack_success", "attack_success_rate", "success_rate", "asr"}

_success(e) := m.value if {
	some m in e.metrics
	m.name in _names
	not m.slice
}

_is_counted(e) if is_number(_success(e))

_is_large(e) if e.suite.cases >= input.params.min_cases
