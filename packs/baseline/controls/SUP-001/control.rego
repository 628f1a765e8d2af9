# METADATA
# title: "Model files cannot run code on load"
# description: "Files are in a safe format, or the opcode scan is clean of critical and high findings and is newer than the file."
# custom:
#   id: SUP-001
#   subject: model
#   severity: critical
#   stages: [train, predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.files, model.scan]
#   fix: "Convert to safetensors or ONNX, or scan and sign."
#   params:
#     - {name: safe_formats, default: ["safetensors", "onnx", "gguf", "tflite", "pmml", "json", "xgb-json", "lgb-txt", "coreml"], unit: "formats", source: "formats without code objects; ONNX and TFLite custom ops still checked", status: convention, change: any, stricter: fewer}
#     - {name: fail_on, default: ["critical", "high"], unit: "severities", source: "ModelScan severity table", status: convention, change: any, stricter: more}
#   references:
#     nist-ai-rmf: ["MEASURE 2.7", "MAP 4.2"]
#     nist-ai-600-1: ["MG-3.1-002"]
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     owasp-asi: ["ASI04"]
#     mitre-atlas: ["AML.M0011", "AML.M0014", "AML.M0016", "AML.T0010", "AML.T0011"]
#     cosai: ["controlSecureByDefaultMLTooling"]
#     soc2: ["CC6.8"]
#     nist-800-53: ["SI-3"]
#     finos-aigf: ["ri-8"]
#     csa-aicm: ["MDS"]
#     mit-ai-risk: ["2.2"]
package bylaw.controls.sup_001

import data.bylaw.lib.limit
import data.bylaw.lib.when

applies := true

required contains "model.files"

required contains "model.scan"

findings contains {
	"message": sprintf("model %s: %s can run code on load (%s, %s%s)", [input.subject.name, _place(f), object.get(f, "operator", "an operator that is not named"), object.get(f, "severity", "no severity"), limit.source("fail_on")]),
	"expected": "a format without code, or a clean scan",
	"actual": object.get(f, "operator", "nothing named"),
	"fields": ["model.scan", "model.files"],
} if {
	some f in input.model.scan.findings
	_counts(f)
}

findings contains {
	"message": sprintf("model %s: %s was changed on %s, after the scan on %s", [input.subject.name, file.path, when.day(file.modified_at), when.day(input.model.scan.at)]),
	"expected": "a scan that is newer than the file",
	"actual": input.model.scan.at,
	"fields": ["model.scan", "model.files"],
} if {
	some file in input.model.files
	not file.format in input.params.safe_formats
	when.instant(file.modified_at) > when.instant(input.model.scan.at)
}

findings contains {
	"message": sprintf("model %s: its scan does not say what it found", [input.subject.name]),
	"expected": "a list of findings, empty for none",
	"actual": "nothing",
	"fields": ["model.scan"],
} if not is_array(input.model.scan.findings)

findings contains {
	"message": sprintf("model %s: parts of its files could not be scanned", [input.subject.name]),
	"expected": "all files",
	"actual": "not all",
	"fields": ["model.scan"],
} if input.complete == false

_counts(f) if f.severity in input.params.fail_on

# A severity that nobody knows does not rank as none.
_counts(f) if not f.severity in {"critical", "high", "medium", "low", "info"}

_place(f) := object.get(f, "path", "a file")
