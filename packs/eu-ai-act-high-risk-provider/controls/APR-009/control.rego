# METADATA
# title: "A rollback version is ready"
# description: "A previous version that passed its gate is deployable."
# custom:
#   id: APR-009
#   subject: system
#   severity: medium
#   stages: [deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [system.rollback.version, model.status]
#   fix: "Keep the last version that passed its gate deployable, and name it."
#   references:
#     nist-ai-rmf: ["MANAGE 2.4", "MANAGE 2.3"]
#     nist-ai-600-1: ["GV-6.2-006"]
#     iso-42001: ["A.6.2.5"]
#     soc2: ["A1.2"]
#     nist-800-53: ["CP-10"]
#     eu-ai-act: ["15(4)"]
#     omb-m-25-21: ["oversight"]
package bylaw.controls.apr_009

applies := true

required contains "system.rollback.version"

findings contains {
	"message": sprintf("system %s: the rollback version %v is the one in use", [input.subject.name, input.system.rollback.version]),
	"expected": "an earlier version",
	"actual": sprintf("%v", [input.system.rollback.version]),
	"fields": ["system.rollback.version", "model.status"],
} if {
	some m in input.all.model
	m.status == "production"
	sprintf("%v", [m.version]) == sprintf("%v", [input.system.rollback.version])
}

findings contains {
	"message": sprintf("system %s: the rollback version %v is %s", [input.subject.name, input.system.rollback.version, m.status]),
	"expected": "a version that passed its gate",
	"actual": m.status,
	"fields": ["system.rollback.version", "model.status"],
} if {
	some m in input.all.model
	m.status in {"candidate", "retired"}
	sprintf("%v", [m.version]) == sprintf("%v", [input.system.rollback.version])
}

findings contains {
	"message": sprintf("system %s names no rollback version", [input.subject.name]),
	"expected": "a version",
	"actual": "nothing",
	"fields": ["system.rollback.version"],
} if trim_space(sprintf("%v", [input.system.rollback.version])) == ""
