# METADATA
# title: "No AI use outside declared systems"
# description: "Every AI signal found in code, lock files, model files, prompts or environment variables lies inside the scope of a declared system."
# custom:
#   id: SYS-002
#   subject: pipeline
#   severity: medium
#   stages: [design, data, train, predeploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [pipeline.ai_signals, system.scope.paths]
#   fix: "Declare the system or add the path to ignore with a reason."
#   params:
#     - {name: min_confidence, default: 0.8, unit: "0-1", source: "published self-benchmark of a code scanner reached 0.37 precision overall, so only strong signals count", status: product, change: any}
#   references:
#     nist-ai-rmf: ["GOVERN 1.6", "MAP 4.1"]
#     nist-ai-600-1: ["GV-1.6-002"]
#     iso-42001: ["A.4.4"]
#     cosai: ["controlAgentInventoryManagement"]
#     csa-aicm: ["GRC"]
#     g7-sbom-ai: ["SLP"]
package bylaw.controls.sys_002

import data.bylaw.lib.limit

applies := true

required contains "pipeline.ai_signals"

findings contains {
	"message": sprintf("%s: %s shows the use of AI (%s %s, confidence %v >= %v%s) outside every declared system", [input.subject.name, signal.path, signal.kind, signal.name, signal.confidence, input.params.min_confidence, limit.source("min_confidence")]),
	"expected": "a path inside the scope of a declared system",
	"actual": signal.path,
	"fields": ["pipeline.ai_signals", "system.scope.paths"],
	"file": signal.path,
} if {
	some signal in input.pipeline.ai_signals
	signal.confidence >= input.params.min_confidence
	not _is_declared(signal.path)
}

_is_declared(path) if {
	some system in input.all.system
	some pattern in system.scope.paths
	glob.match(pattern, ["/"], path)
}

# A repository that declares one system and no scope means all of it.
_is_declared(_) if {
	count(input.all.system) == 1
	not input.all.system[0].scope.paths
}
