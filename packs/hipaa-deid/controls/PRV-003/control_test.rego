package bylaw.controls.prv_003_test

import data.bylaw.controls.prv_003

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "deidentification": {"method": "safe_harbor"}, "pii": {"scan": {}, "findings": [{"entity": "ZIP3", "column": "zip", "count": 900, "max_confidence": 0.9, "hipaa_class": "B", "min_population": 25000}, {"entity": "AGE", "column": "age", "count": 900, "max_confidence": 0.9, "hipaa_class": "C", "max_value": 89}]}}, "params": {"zip3_min_population": 20000, "max_age_years": 89}, "limits": {"zip3_min_population": "regulatory: 45 CFR 164.514(b)(2)(i)(B)", "max_age_years": "regulatory: 45 CFR 164.514(b)(2)(i)(C)"}}

test_what_keeps_the_rule_passes if {
	prv_003.applies with input as _good
	count(prv_003.findings) == 0 with input as _good
}

test_a_name_is_found if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "PERSON_NAME", "column": "n", "count": 1, "hipaa_class": "A"}]}])
	prv_003.findings == {{"actual": "1 cells of PERSON_NAME", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column n holds 1 cells of PERSON_NAME (class A of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "PERSON_NAME", "column": "n", "count": 1, "hipaa_class": "A"}]}])
}

test_the_last_class_counts if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "UNIQUE_ID", "column": "n", "count": 1, "hipaa_class": "R"}]}])
	prv_003.findings == {{"actual": "1 cells of UNIQUE_ID", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column n holds 1 cells of UNIQUE_ID (class R of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "UNIQUE_ID", "column": "n", "count": 1, "hipaa_class": "R"}]}])
}

test_a_zip_area_of_exactly_the_limit_is_found if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings/0/min_population", "value": 20000}])
	prv_003.findings == {{"actual": "900 cells of ZIP3", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column zip holds 900 cells of ZIP3 (class B of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings/0/min_population", "value": 20000}])
}

test_a_zip_area_of_unknown_size_is_found if {
	prv_003.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/pii/findings/0/min_population"}])
	prv_003.findings == {{"actual": "900 cells of ZIP3", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column zip holds 900 cells of ZIP3 (class B of the eighteen)"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/pii/findings/0/min_population"}])
}

test_an_age_of_ninety_is_found if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings/1/max_value", "value": 90}])
	prv_003.findings == {{"actual": "900 cells of AGE", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column age holds 900 cells of AGE (class C of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings/1/max_value", "value": 90}])
}

test_a_finding_outside_of_the_classes_is_none if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "URL_PATH", "column": "n", "count": 1}]}])
	count(prv_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "URL_PATH", "column": "n", "count": 1}]}])
}

test_a_class_that_is_none_of_the_eighteen_is_no_finding if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "X", "column": "n", "count": 1, "hipaa_class": "S"}]}])
	count(prv_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "X", "column": "n", "count": 1, "hipaa_class": "S"}]}])
}

test_only_zip_areas_are_coarse_by_population if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "CITY", "column": "n", "count": 1, "hipaa_class": "B", "min_population": 99999}]}])
	prv_003.findings == {{"actual": "1 cells of CITY", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column n holds 1 cells of CITY (class B of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "CITY", "column": "n", "count": 1, "hipaa_class": "B", "min_population": 99999}]}])
}

test_only_ages_are_coarse_by_value if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "DATE", "column": "n", "count": 1, "hipaa_class": "C", "max_value": 1}]}])
	prv_003.findings == {{"actual": "1 cells of DATE", "expected": "none of the eighteen identifiers", "fields": ["dataset.pii.findings"], "message": "dataset applicants claims safe harbour and column n holds 1 cells of DATE (class C of the eighteen)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "DATE", "column": "n", "count": 1, "hipaa_class": "C", "max_value": 1}]}])
}

test_no_cells_are_no_finding if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "PERSON_NAME", "column": "n", "count": 0, "hipaa_class": "A"}]}])
	count(prv_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/pii/findings", "value": [{"entity": "PERSON_NAME", "column": "n", "count": 0, "hipaa_class": "A"}]}])
}

test_a_scan_of_parts_is_found if {
	prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])
	prv_003.findings == {{"actual": "not all", "expected": "all rows and columns", "fields": ["dataset.pii.scan"], "message": "dataset applicants claims safe harbour and parts of it could not be scanned"}} with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])
}

test_without_dataset_pii_scan_the_rule_applies_and_asks_for_it if {
	prv_003.applies with input as json.remove(_good, ["dataset/pii/scan"])
	"dataset.pii.scan" in prv_003.required with input as json.remove(_good, ["dataset/pii/scan"])
}

test_without_dataset_pii_findings_the_rule_applies_and_asks_for_it if {
	prv_003.applies with input as json.remove(_good, ["dataset/pii/findings"])
	"dataset.pii.findings" in prv_003.required with input as json.remove(_good, ["dataset/pii/findings"])
}

test_data_that_claims_nothing_is_not_concerned if not prv_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/deidentification/method", "value": "expert"}])
