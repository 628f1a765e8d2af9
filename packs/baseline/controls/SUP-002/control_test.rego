package bylaw.controls.sup_002_test

import data.bylaw.controls.sup_002

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "signature": {"present": true, "verified": true, "signer": "release@bank.example"}}, "params": {"trusted_signers": ["release@bank.example"]}, "limits": {"trusted_signers": "product: organisation decides"}}

test_what_keeps_the_rule_passes if {
	sup_002.applies with input as _good
	count(sup_002.findings) == 0 with input as _good
}

test_a_model_without_signature_is_found if sup_002.findings == {{"actual": "none", "expected": "a signature over every file", "fields": ["model.signature"], "message": "model gbm is not signed"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/signature", "value": {"present": false, "verified": false}}])

test_a_signature_that_does_not_verify_is_found if sup_002.findings == {{"actual": "[\"weights.bin is not covered\"]", "expected": "a signature that verifies", "fields": ["model.signature"], "message": "model gbm: its signature does not verify"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/signature", "value": {"present": true, "verified": false, "signer": "release@bank.example", "problems": ["weights.bin is not covered"]}}])

test_a_signer_who_is_not_listed_is_found if sup_002.findings == {{"actual": "x@y.example", "expected": "release@bank.example", "fields": ["model.signature"], "message": "model gbm is signed by x@y.example, who is not among the trusted signers (product: organisation decides)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/signature/signer", "value": "x@y.example"}])

test_a_signer_who_is_not_named_is_found if sup_002.findings == {{"actual": "nobody", "expected": "release@bank.example", "fields": ["model.signature"], "message": "model gbm is signed by nobody named, who is not among the trusted signers (product: organisation decides)"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/signature/signer"}])

test_without_a_list_nobody_is_trusted if sup_002.findings == {{"actual": "release@bank.example", "expected": "", "fields": ["model.signature"], "message": "model gbm is signed by release@bank.example, who is not among the trusted signers (product: organisation decides)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/trusted_signers", "value": []}])

test_without_model_signature_the_rule_applies_and_asks_for_it if {
	sup_002.applies with input as json.remove(_good, ["model/signature"])
	"model.signature" in sup_002.required with input as json.remove(_good, ["model/signature"])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	sup_002.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in sup_002.required with input as json.remove(_good, ["model/digest"])
}
