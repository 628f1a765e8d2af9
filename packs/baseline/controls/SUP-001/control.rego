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
#   fix: "Convert to safetensors or ONNX, or scan and sign."
#   params:
#     - {name: safe_formats, default: ["safetensors", "onnx", "gguf", "tflite", "pmml", "json", "xgb-json", "lgb-txt", "coreml"], unit: "formats", source: "formats without code objects; ONNX and TFLite custom ops still checked", status: convention, change: any}
#     - {name: fail_on, default: ["critical", "high"], unit: "severities", source: "ModelScan severity table", status: convention, change: any}
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

applies := true

required contains "model.files"

required contains "model.scan"

findings contains {
	"message": sprintf("model %s: %s can run code on load (%s, %s)", [input.subject.name, object.get(f, "path", "a file"), f.operator, f.severity]),
	"expected": "a format without code, or a clean scan",
	"actual": f.operator,
	"fields": ["model.scan"],
} if {
	some f in input.model.scan.findings
	f.severity in input.params.fail_on
}

findings contains {
	"message": sprintf("model %s: parts of its files could not be scanned", [input.subject.name]),
	"fields": ["model.scan"],
} if input.complete == false
