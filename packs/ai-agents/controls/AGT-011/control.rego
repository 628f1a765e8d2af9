# METADATA
# title: "Agent credentials are own, scoped and short-lived"
# description: "The agent uses its own identity, not a shared or a person’s; token life and scopes are within limits."
# custom:
#   id: AGT-011
#   subject: agent
#   severity: high
#   stages: [predeploy, runtime]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "agent"
#   reads: [agent.principal, request.credential, request.principal]
#   fix: "Give the agent an identity of its own with short-lived tokens and narrow scopes."
#   params:
#     - {name: max_ttl_seconds, default: 3600, unit: "seconds", source: "usual access-token life", status: convention, change: any, stricter: lower}
#   references:
#     owasp-asi: ["ASI03"]
#     owasp-llm: ["LLM06"]
#     mitre-atlas: ["AML.M0026", "AML.M0027", "AML.T0012", "AML.T0055", "AML.T0098"]
#     cosai: ["controlAgentCredentialIsolation"]
#     nist-800-53: ["IA-5", "AC-6", "IA-2"]
#     finos-aigf: ["mi-23", "ri-29"]
#     soc2: ["CC6.1", "CC6.2"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     csa-aicm: ["IAM"]
package bylaw.controls.agt_011

import data.bylaw.lib.limit

applies := true

required contains "agent.principal"

findings contains {
	"message": sprintf("agent %s uses the identity of a %s", [input.subject.name, input.agent.principal.kind]),
	"expected": "an identity of its own",
	"actual": input.agent.principal.kind,
	"fields": ["agent.principal"],
} if input.agent.principal.kind in {"person", "user", "human"}

findings contains {
	"message": sprintf("agent %s shares its identity with others, or does not say that it does not", [input.subject.name]),
	"expected": "shared: false",
	"actual": sprintf("%v", [object.get(input.agent.principal, "shared", "nothing")]),
	"fields": ["agent.principal"],
} if not input.agent.principal.shared == false

findings contains {
	"message": sprintf("agent %s has tokens of %v seconds > %d%s", [input.subject.name, object.get(input.agent.principal, "credential_ttl_s", "unknown"), input.params.max_ttl_seconds, limit.source("max_ttl_seconds")]),
	"expected": sprintf("at most %d seconds", [input.params.max_ttl_seconds]),
	"actual": sprintf("%v", [object.get(input.agent.principal, "credential_ttl_s", "nothing")]),
	"fields": ["agent.principal"],
} if not _is_short(input.agent.principal.credential_ttl_s)

findings contains {
	"message": sprintf("agent %s: request %s bears a token of %v seconds > %d%s", [input.subject.name, r.id, r.credential.ttl_s, input.params.max_ttl_seconds, limit.source("max_ttl_seconds")]),
	"expected": sprintf("at most %d seconds", [input.params.max_ttl_seconds]),
	"actual": sprintf("%v", [r.credential.ttl_s]),
	"fields": ["request.credential"],
} if {
	some r in input.all.request
	r.agent_id == input.agent.id
	r.credential.ttl_s > input.params.max_ttl_seconds
}

findings contains {
	"message": sprintf("agent %s: request %s bears the scope %s", [input.subject.name, r.id, scope]),
	"expected": "named scopes",
	"actual": scope,
	"fields": ["request.credential"],
} if {
	some r in input.all.request
	r.agent_id == input.agent.id
	some scope in r.credential.scopes
	contains(scope, "*")
}

_is_short(seconds) if seconds <= input.params.max_ttl_seconds
