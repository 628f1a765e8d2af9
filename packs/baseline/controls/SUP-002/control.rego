# METADATA
# title: "Model artefact is signed by a trusted identity"
# description: "The signature covers every file, verifies, and the signer is in the trusted list."
# custom:
#   id: SUP-002
#   subject: model
#   severity: critical
#   stages: [predeploy, deploy]
#   enforcement: block
#   waivable: false
#   on_missing: fail
#   decidability: machine
#   applies_when: "always"
#   reads: [model.signature, model.digest]
#   fix: "Sign the model with a key of a trusted signer (OpenSSF model signing), and list the signer."
#   params:
#     - {name: trusted_signers, default: [], unit: "identities", source: "organisation decides", status: product, change: any, stricter: fewer}
#   references:
#     nist-ai-rmf: ["MEASURE 2.7"]
#     nist-ai-600-1: ["MS-1.1-002"]
#     owasp-llm: ["LLM03"]
#     owasp-ml: ["ML06"]
#     owasp-asi: ["ASI04"]
#     mitre-atlas: ["AML.M0013", "AML.M0014"]
#     cosai: ["controlModelAndDataIntegrityManagement", "controlComponentIdentityProvenance"]
#     soc2: ["CC6.8"]
#     nist-800-53: ["SI-7", "CM-14"]
#     g7-sbom-ai: ["META"]
#     csa-aicm: ["MDS"]
#     finos-aigf: ["ri-8"]
package bylaw.controls.sup_002

import data.bylaw.lib.limit

applies := true

required contains "model.signature"

required contains "model.digest"

findings contains {
	"message": sprintf("model %s is not signed", [input.subject.name]),
	"expected": "a signature over every file",
	"actual": "none",
	"fields": ["model.signature"],
} if not input.model.signature.present == true

findings contains {
	"message": sprintf("model %s: its signature does not verify", [input.subject.name]),
	"expected": "a signature that verifies",
	"actual": sprintf("%v", [object.get(input.model.signature, "problems", "not verified")]),
	"fields": ["model.signature"],
} if {
	input.model.signature.present == true
	not input.model.signature.verified == true
}

findings contains {
	"message": sprintf("model %s is signed by %s, who is not among the trusted signers%s", [input.subject.name, object.get(input.model.signature, "signer", "nobody named"), limit.source("trusted_signers")]),
	"expected": concat(", ", input.params.trusted_signers),
	"actual": object.get(input.model.signature, "signer", "nobody"),
	"fields": ["model.signature"],
} if {
	input.model.signature.present == true
	input.model.signature.verified == true
	not input.model.signature.signer in input.params.trusted_signers
}
