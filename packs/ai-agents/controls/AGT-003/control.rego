# METADATA
# title: "Tool arguments obey their limits"
# description: "Arguments fit the approved schema and the declared constraints on paths, hosts, tables, amounts and recipients."
# custom:
#   id: AGT-003
#   subject: request
#   severity: critical
#   stages: [runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "request.operation = tool_call"
#   reads: [request.tool, agent.tools]
#   fix: "Call with arguments inside the limits, or have the limits changed and approved."
#   references:
#     owasp-asi: ["ASI02", "ASI05"]
#     owasp-llm: ["LLM05", "LLM06"]
#     mitre-atlas: ["AML.M0033", "AML.T0053"]
#     cosai: ["controlAgentPluginPermissions", "controlInputValidationAndSanitization"]
#     nist-800-53: ["SI-10"]
#     finos-aigf: ["mi-19", "ri-25"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     soc2: ["PI1.2"]
package bylaw.controls.agt_003

import data.bylaw.lib.agents

applies if agents.is_tool_call

required contains "request.tool.arguments"

findings contains {
	"message": sprintf("request %s: the arguments of %s do not fit its schema", [input.subject.name, input.request.tool.name]),
	"expected": "arguments that fit",
	"actual": sprintf("%v", [object.get(input.request.tool, "schema_valid", "not checked")]),
	"fields": ["request.tool"],
} if not input.request.tool.schema_valid == true

findings contains {
	"message": sprintf("request %s: %s of %s breaks the constraint %s: %v", [input.subject.name, _argument(key), input.request.tool.name, key, constraint]),
	"expected": sprintf("%s: %v", [key, constraint]),
	"actual": sprintf("%v", [object.get(input.request.tool.arguments, _argument(key), "nothing")]),
	"fields": ["request.tool", "agent.tools"],
} if {
	some key, constraint in agents.tool.constraints
	not _holds(key, constraint)
}

_arguments := input.request.tool.arguments

_argument(key) := replace(replace(replace(key, "_max", ""), "_min", ""), "_in", "")

# Whom the call is for: the person an agent acts for, else the caller.
_person := object.get(input.request.principal, "on_behalf_of", input.request.principal.id)

# A constraint of a kind that nobody knows holds for nothing.
_holds(key, "equals_principal") if _arguments[key] in {_person, "self"}

_holds(key, "principal_mail") if lower(_arguments[key]) == lower(input.request.principal.mail)

_holds(key, "principal_mail") if _arguments[key] == "self"

_holds(key, bound) if {
	endswith(key, "_max")
	is_number(bound)
	_arguments[_argument(key)] <= bound
	is_number(_arguments[_argument(key)])
}

_holds(key, bound) if {
	endswith(key, "_min")
	is_number(bound)
	_arguments[_argument(key)] >= bound
	is_number(_arguments[_argument(key)])
}

_holds(key, allowed) if {
	is_array(allowed)
	endswith(key, "_in")
	_arguments[_argument(key)] in allowed
}

# Paths, hosts and tables by pattern; a path that climbs is never inside.
_holds(key, patterns) if {
	is_array(patterns)
	not endswith(key, "_in")
	value := _arguments[key]
	not contains(value, "..")
	some pattern in patterns
	glob.match(pattern, ["/"], value)
}
