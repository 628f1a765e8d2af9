# METADATA
# title: "Events are logged with the needed fields"
# description: "Logging is on and each record has time, system and model version, input reference, output, decision, policy digest, user or service and reviewer."
# custom:
#   id: LOG-001
#   subject: logging
#   severity: critical
#   stages: [predeploy, deploy, monitor]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   subject_absent: judge
#   reads: [logging.enabled, logging.fields]
#   fix: "Turn logging on and write the missing fields."
#   params:
#     - {name: required, default: ["at", "system", "model_digest", "input_digest", "output_ref", "effect", "policy_digest", "principal"], unit: "fields", source: "AI Act 12(2) purposes", status: product, change: any}
#   references:
#     eu-ai-act: ["12(1)", "12(2)(a)", "12(2)(b)", "12(2)(c)", "19(1)", "26(6)"]
#     nist-ai-rmf: ["MEASURE 2.8", "MEASURE 2.4", "MANAGE 4.1"]
#     iso-42001: ["A.6.2.8"]
#     soc2: ["CC7.2", "PI1.4"]
#     nist-800-53: ["AU-2", "AU-3", "AU-12"]
#     mitre-atlas: ["AML.M0024"]
#     csa-aicm: ["LOG"]
#     cosai: ["controlAgentObservability"]
#     finos-aigf: ["mi-4", "mi-21"]
#     ai-verify: ["reproducibility"]
#     owasp-asi: ["ASI10"]
#     sr-26-2: ["monitoring"]
package bylaw.controls.log_001

import data.bylaw.lib.about
import data.bylaw.lib.limit

applies if _is_wanted

required contains "logging.enabled"

required contains "logging.fields"

findings contains {
	"message": sprintf("%s: logging is off", [input.subject.name]),
	"expected": "on",
	"actual": "off",
	"fields": ["logging.enabled"],
} if not input.logging.enabled == true

findings contains {
	"message": sprintf("%s: records have no field %s%s", [input.subject.name, field, limit.source("required")]),
	"expected": field,
	"actual": concat(", ", input.logging.fields),
	"fields": ["logging.fields"],
} if {
	some field in input.params.required
	not field in input.logging.fields
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
