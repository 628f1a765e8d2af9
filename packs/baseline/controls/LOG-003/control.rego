# METADATA
# title: "Logs show tampering"
# description: "Write-once storage, hash chain or transparency log is in use and the last check verified."
# custom:
#   id: LOG-003
#   subject: logging
#   severity: high
#   stages: [deploy, monitor]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [logging.tamper_evidence, decision.hash, decision.prev_hash]
#   fix: "Write to a store that shows tampering, and verify it."
#   references:
#     nist-800-53: ["AU-9", "AU-10"]
#     soc2: ["CC7.2"]
#     nist-ai-rmf: ["MEASURE 2.8"]
#     eu-ai-act: ["12(1)", "19(1)"]
#     csa-aicm: ["LOG"]
#     iso-42001: ["A.6.2.8"]
#     cosai: ["controlAgentObservability"]
#     finos-aigf: ["mi-21"]
#     sr-26-2: ["monitoring"]
package bylaw.controls.log_003

import data.bylaw.lib.about

applies if _is_wanted

required contains "logging.tamper_evidence"

findings contains {
	"message": sprintf("%s: nothing would show that a record was changed (%s)", [input.subject.name, input.logging.tamper_evidence]),
	"expected": "worm, hash_chain or transparency_log",
	"actual": input.logging.tamper_evidence,
	"fields": ["logging.tamper_evidence"],
} if not input.logging.tamper_evidence in {"worm", "hash_chain", "transparency_log"}

findings contains {
	"message": sprintf("%s: the last check of the log did not verify", [input.subject.name]),
	"expected": "a check that verifies",
	"actual": "not verified",
	"fields": ["logging.tamper_check"],
} if input.logging.tamper_check.verified == false

findings contains {
	"message": sprintf("%s: decision %s does not follow the one before it", [input.subject.name, d.id]),
	"expected": input.all.decision[i - 1].hash,
	"actual": d.prev_hash,
	"fields": ["decision.hash", "decision.prev_hash"],
} if {
	some i, d in input.all.decision
	i > 0
	d.prev_hash
	d.prev_hash != input.all.decision[i - 1].hash
}

# What is in use, or risky, has to write logs.
_is_wanted if input.logging

_is_wanted if {
	not input.logging
	about.at_least_limited
}

_is_wanted if {
	not input.logging
	input.system.status == "production"
}
