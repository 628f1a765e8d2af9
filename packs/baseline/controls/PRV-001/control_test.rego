package bylaw.controls.prv_001_test

import data.bylaw.controls.prv_001

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "rows": 20000, "pii": {"scan": {"engine": "bylaw", "rows_scanned": 20000}, "findings": []}}, "params": {"entities": ["PERSON_NAME", "EMAIL", "PHONE", "NATIONAL_ID", "SSN", "IBAN", "CREDIT_CARD", "PASSPORT", "ADDRESS", "IP_ADDRESS", "MEDICAL_RECORD"], "min_confidence": 0.7, "max_findings": 0, "min_rows_scanned": 10000}, "limits": {"entities": "regulatory: direct identifiers named in GDPR 4(1) and the HIPAA list", "min_confidence": "product: usual cut-off of pattern-plus-context detectors", "max_findings": "product: minimisation", "min_rows_scanned": "convention: with none found in 10,000 the true rate is under 0.03 percent at 95 percent (rule of three)"}}

test_what_keeps_the_rule_passes if {
	prv_001.applies with input as _good
	count(prv_001.findings) == 0 with input as _good
}

test_a_direct_identifier_is_found if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
	prv_001.findings == {{"actual": "20000 cells, highest confidence 0.99", "expected": "at most 0 cells at confidence 0.7", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds 20000 cells of EMAIL > 0 (product: minimisation) at confidence 0.99"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
}

test_one_cell_is_enough if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 1, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
	prv_001.findings == {{"actual": "1 cells, highest confidence 0.99", "expected": "at most 0 cells at confidence 0.7", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds 1 cells of EMAIL > 0 (product: minimisation) at confidence 0.99"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 1, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
}

test_the_limit_of_confidence_counts if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.7, "verdict": "VIOLATION"}]}])
	prv_001.findings == {{"actual": "20000 cells, highest confidence 0.7", "expected": "at most 0 cells at confidence 0.7", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds 20000 cells of EMAIL > 0 (product: minimisation) at confidence 0.7"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.7, "verdict": "VIOLATION"}]}])
}

test_a_weak_finding_does_not if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.699, "verdict": "VIOLATION"}]}])
	count(prv_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.699, "verdict": "VIOLATION"}]}])
}

test_an_entity_that_is_no_identifier_does_not if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "DATE", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
	count(prv_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "DATE", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}])
}

test_an_approved_justification_answers if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/pii/direct_justification_ref", "value": "docs/why.md"}])
	count(prv_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/pii/direct_justification_ref", "value": "docs/why.md"}])
}

test_an_empty_justification_does_not if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/pii/direct_justification_ref", "value": ""}])
	prv_001.findings == {{"actual": "20000 cells, highest confidence 0.99", "expected": "at most 0 cells at confidence 0.7", "fields": ["dataset.pii.findings"], "message": "dataset applicants: column mail holds 20000 cells of EMAIL > 0 (product: minimisation) at confidence 0.99"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "EMAIL", "column": "mail", "count": 20000, "max_confidence": 0.99, "verdict": "VIOLATION"}]}, {"op": "add", "path": "/dataset/pii/direct_justification_ref", "value": ""}])
}

test_too_few_rows_are_found if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 9999}])
	prv_001.findings == {{"actual": "9999 rows", "expected": "at least 10000 rows", "fields": ["dataset.pii.scan", "dataset.rows"], "message": "dataset applicants: only 9999 of 10000 rows were scanned for personal data (convention: with none found in 10,000 the true rate is under 0.03 percent at 95 percent (rule of three))"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 9999}])
}

test_a_small_table_is_scanned_whole if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/rows", "value": 500}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 500}])
	count(prv_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/rows", "value": 500}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 500}])
}

test_a_small_table_scanned_in_part_is_found if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/rows", "value": 500}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 499}])
	prv_001.findings == {{"actual": "499 rows", "expected": "at least 500 rows", "fields": ["dataset.pii.scan", "dataset.rows"], "message": "dataset applicants: only 499 of 500 rows were scanned for personal data (convention: with none found in 10,000 the true rate is under 0.03 percent at 95 percent (rule of three))"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/rows", "value": 500}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 499}])
}

test_a_table_of_unknown_size_needs_the_full_number if {
	prv_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/rows"}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 500}])
	prv_001.findings == {{"actual": "500 rows", "expected": "at least 10000 rows", "fields": ["dataset.pii.scan", "dataset.rows"], "message": "dataset applicants: only 500 of 10000 rows were scanned for personal data (convention: with none found in 10,000 the true rate is under 0.03 percent at 95 percent (rule of three))"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/rows"}, {"op": "replace", "path": "/dataset/pii/scan/rows_scanned", "value": 500}])
}

test_a_scan_that_does_not_say_its_rows_is_found if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/scan", "value": {}}])
	prv_001.findings == {{"actual": "nothing", "expected": "rows_scanned", "fields": ["dataset.pii.scan"], "message": "dataset applicants: the scan for personal data does not say how many rows it saw"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/scan", "value": {}}])
}

test_a_scan_of_parts_is_found if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])
	prv_001.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants: parts of it could not be scanned for personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])
}

test_test_data_is_concerned if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/complete", "value": false}])
	prv_001.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants: parts of it could not be scanned for personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/complete", "value": false}])
}

test_validation_data_is_concerned if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/complete", "value": false}])
	prv_001.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants: parts of it could not be scanned for personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/complete", "value": false}])
}

test_data_for_fine_tuning_is_concerned if {
	prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/complete", "value": false}])
	prv_001.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants: parts of it could not be scanned for personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/complete", "value": false}])
}

test_data_that_does_not_say_its_role_is_concerned if {
	prv_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/complete", "value": false}])
	prv_001.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants: parts of it could not be scanned for personal data"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/complete", "value": false}])
}

test_without_dataset_pii_scan_the_rule_applies_and_asks_for_it if {
	prv_001.applies with input as json.remove(_good, ["dataset/pii/scan"])
	"dataset.pii.scan" in prv_001.required with input as json.remove(_good, ["dataset/pii/scan"])
}

test_without_dataset_pii_findings_the_rule_applies_and_asks_for_it if {
	prv_001.applies with input as json.remove(_good, ["dataset/pii/findings"])
	"dataset.pii.findings" in prv_001.required with input as json.remove(_good, ["dataset/pii/findings"])
}

test_data_for_reference_is_not_concerned if not prv_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
