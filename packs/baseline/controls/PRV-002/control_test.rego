package bylaw.controls.prv_002_test

import data.bylaw.controls.prv_002

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "classification": "restricted", "pii": {"scan": {"rows_scanned": 10}, "findings": []}}, "params": {"accept_storage_encryption": false, "min_confidence": 0.7}, "limits": {"accept_storage_encryption": "product: values are judged, not the disk they lie on", "min_confidence": "product: usual cut-off of pattern-plus-context detectors"}}

test_what_keeps_the_rule_passes if {
	prv_002.applies with input as _good
	count(prv_002.findings) == 0 with input as _good
}

test_clear_personal_data_is_found if prv_002.findings == {{"actual": "VIOLATION", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])

test_encrypted_storage_alone_does_not_answer if prv_002.findings == {{"actual": "VIOLATION", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true, "customer_managed_key": true}}])

test_encrypted_storage_answers_where_it_is_accepted if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true, "customer_managed_key": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_storage_in_the_clear_does_not_answer if prv_002.findings == {{"actual": "VIOLATION", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": false, "customer_managed_key": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_restricted_data_needs_an_own_key if prv_002.findings == {{"actual": "VIOLATION", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true, "customer_managed_key": false}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_data_of_no_class_needs_an_own_key if prv_002.findings == {{"actual": "VIOLATION", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/classification"}, {"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_public_data_needs_no_own_key if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "public"}, {"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_internal_data_needs_no_own_key if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "internal"}, {"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_confidential_data_needs_no_own_key if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/classification", "value": "confidential"}, {"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": true}}, {"op": "replace", "path": "/params/accept_storage_encryption", "value": true}])

test_a_finding_without_a_verdict_is_clear_text if prv_002.findings == {{"actual": "clear text", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column m holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "m", "max_confidence": 0.7}]}])

test_a_weak_finding_without_a_verdict_is_none if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "m", "max_confidence": 0.69}]}])

test_a_finding_that_says_nothing_is_taken_for_one if prv_002.findings == {{"actual": "clear text", "expected": "values that need a secret to be read", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column m holds personal data (EMAIL) that is not encrypted"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "m"}]}])

test_an_encrypted_column_is_in_order if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "ENCRYPTED"}]}])

test_without_dataset_pii_findings_the_rule_applies_and_asks_for_it if {
	prv_002.applies with input as json.remove(_good, ["dataset/pii/findings"])
	"dataset.pii.findings" in prv_002.required with input as json.remove(_good, ["dataset/pii/findings"])
}

test_data_said_to_be_personal_on_an_open_storage_is_found if prv_002.findings == {{"actual": "encrypted_at_rest is false", "expected": "a storage that encrypts at rest, or values that need a secret to be read", "fields": ["dataset.storage.encrypted_at_rest"], "message": "dataset applicants is personal data and lies on a storage that is not encrypted (oss.applicants)"}} with input as json.patch(_good, [{"op": "add", "path": "/dataset/personal_data", "value": true}, {"op": "add", "path": "/dataset/storage", "value": {"resource": "oss.applicants", "encrypted_at_rest": false}}])

test_data_without_persons_may_lie_on_an_open_storage if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/dataset/personal_data", "value": false}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": false}}])

test_a_storage_that_says_nothing_is_no_open_one if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/dataset/personal_data", "value": true}, {"op": "add", "path": "/dataset/storage", "value": {"resource": "x"}}])

test_protected_values_may_lie_on_an_open_storage if count(prv_002.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/dataset/personal_data", "value": true}, {"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 3, "max_confidence": 0.9, "verdict": "PROTECTED"}]}, {"op": "add", "path": "/dataset/storage", "value": {"encrypted_at_rest": false}}])
