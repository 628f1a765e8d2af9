# METADATA
# title: "Containers are hardened"
# description: "Non-root, not privileged, read-only file system, CPU and memory limits."
# custom:
#   id: SEC-010
#   subject: infra
#   severity: medium
#   stages: [deploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [infra.resources]
#   fix: "Run as another user, not privileged, with a read-only file system and limits."
#   references:
#     nist-800-53: ["CM-6", "CM-7", "AC-6", "SC-39"]
#     soc2: ["CC6.8"]
#     nist-ai-rmf: ["MEASURE 2.7"]
#     owasp-llm: ["LLM10"]
#     owasp-asi: ["ASI05"]
#     mitre-atlas: ["AML.T0105"]
#     csa-aicm: ["I&S"]
#     cosai: ["controlModelAndDataExecutionIntegrity"]
package bylaw.controls.sec_010

applies if count(_concerned) > 0

applies if not input.infra.resources

required contains "infra.resources"

findings contains {
	"message": sprintf("%s: %s runs as root", [input.subject.name, r.address]),
	"expected": "another user",
	"actual": "root",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.runs_as_root == true
}

findings contains {
	"message": sprintf("%s: %s is privileged", [input.subject.name, r.address]),
	"expected": "not privileged",
	"actual": "privileged",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.privileged == true
}

findings contains {
	"message": sprintf("%s: %s can write to its file system", [input.subject.name, r.address]),
	"expected": "a read-only file system",
	"actual": "writable",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	r.read_only_fs == false
}

findings contains {
	"message": sprintf("%s: %s has no limit of %s", [input.subject.name, r.address, words]),
	"expected": key,
	"actual": "none",
	"fields": ["infra.resources"],
	"subject": r.address,
} if {
	some r in _concerned
	some key, words in {"cpu_limit": "cpu", "memory_limit": "memory"}
	r[key] in {false, null, ""}
}

inconclusive contains {
	"message": sprintf("%s: nothing tells whether whether it runs as root of %s", [input.subject.name, concat(", ", sort({r.address | some r in _concerned}))]),
	"expected": "runs_as_root",
	"actual": "nothing",
	"fields": ["infra.resources"],
} if count([r | some r in _concerned; "runs_as_root" in object.keys(r)]) == 0

inconclusive contains {
	"message": sprintf("%s: whether it runs as root of %s is not known before it is applied", [input.subject.name, r.address]),
	"expected": "runs_as_root",
	"actual": "known after apply",
	"fields": ["infra.resources"],
} if {
	some r in _concerned
	r.unknown.runs_as_root
}

_kinds := {"container", "inference_endpoint", "training", "agent", "notebook", "workload"}

_concerned := [r | some r in input.infra.resources; r.kind in _kinds]
